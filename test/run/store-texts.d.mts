export function permissionRows(): { name: string; why: string }[];
export function purposeText(): string;
