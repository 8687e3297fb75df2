import type { Plugin } from 'vite';

/** Packages and rooms that the popup needs before its first paint; what of them other entries need too is meant here. */
const BEFORE_PAINT = [
  /\/node_modules\/(?:preact|@preact|@leeoniya|@webext-core|@aklinker1|webextension-polyfill)\//,
  /\/lib\/(?:base|items|inventory)\//,
  /\/components\//,
  /\/lib\/messages\/(?:views|settings)\.ts/,
  /\/lib\/platform\/(?:browser|identity|send|self|panel|words)\.ts/,
  /\/lib\/chat\/share-text\.ts/,
  // Of a few bytes each, and yet files of their own.
  /virtual:wxt|rolldown[/:]runtime/,
];

/**
 * Puts the small modules that entries share into one file instead of one each: the browser hands an extension's files out
 * one by one, and each costs the popup's first paint some milliseconds.
 */
export function sharedInOne(): Plugin {
  return {
    name: 'vault-courier:shared-in-one',
    outputOptions(options) {
      // Content scripts are single files already.
      if (options.format === 'iife') return null;
      const test = (id: string): boolean => BEFORE_PAINT.some((pattern) => pattern.test(id));
      const shared = { name: 'shared', test, minShareCount: 2, includeDependenciesRecursively: false };
      return { ...options, codeSplitting: { groups: [shared] } };
    },
  };
}
