import { speakEnglish } from './english';

// A setup file of vitest, and the first import of scripts: the product's words are there before it is used.
await speakEnglish();
