/** Root of the project, with a slash. */
export const ROOT: string;
/** Command line that runs a locked tool without npx. */
export function tool(name: string): string[];
/** Runs a command to its end and gives its exit code. */
export function run(
  command: readonly string[],
  options?: { env?: NodeJS.ProcessEnv; cwd?: string; quiet?: boolean },
): Promise<number>;
