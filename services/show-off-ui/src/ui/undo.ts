/** For so long what was cleared or deleted can be had back. */
export const UNDO_MS = 8_000;
