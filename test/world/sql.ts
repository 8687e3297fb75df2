import { createRequire } from 'node:module';
import type { InitSqlJsStatic } from 'sql.js';

/**
 * sql.js for the world's own files. Another build than the product's, because each keeps the first instance it makes and
 * the product makes its own in its own way.
 */
export const initSqlJs = createRequire(import.meta.url)('sql.js/dist/sql-wasm-inline.js') as InitSqlJsStatic;
