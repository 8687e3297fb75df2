/*
 * What open details are made of. Loaded when the first are opened: nothing of it is in the first paint.
 */
export { NoteField } from '@/components/inventory/NoteField';
export { TagRow } from '@/components/inventory/TagRow';
export { ItemCard } from '@/components/item/ItemCard';
export { RollPanel } from '@/components/item/RollPanel';
