import type { Marionette } from './marionette';

/*
 * Two sources, because Firefox keeps them apart: script errors of all processes reach the parent's console service;
 * console.* stays in the process that said it, so a process script carries it over.
 */

const PROCESS_SCRIPT = `
  const storage = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);
  const principal = Cc['@mozilla.org/systemprincipal;1'].createInstance(Ci.nsIPrincipal);
  const plain = (arg) => {
    try {
      return arg && typeof arg === 'object' ? String(arg.message ? arg.name + ': ' + arg.message : JSON.stringify(arg)) : String(arg);
    } catch {
      return '(unreadable)';
    }
  };
  storage.addLogEventListener((event) => {
    const said = event.wrappedJSObject ?? event;
    sendAsyncMessage('vault-courier:console', {
      level: said.level,
      source: said.filename,
      line: said.lineNumber,
      text: Array.from(said.arguments ?? [], plain).join(' '),
    });
  }, principal);
`;

const START = `
  globalThis.vaultCourierConsole ??= (() => {
    const said = [];
    const services = globalThis.Services;
    services.ppmm.addMessageListener('vault-courier:console', ({ data }) => {
      const bad = data.level === 'error' || data.level === 'assert';
      said.push({ bad, at: data.source, line: data.line, text: 'console.' + data.level + ': ' + data.text });
    });
    services.ppmm.loadProcessScript('data:application/javascript,' + encodeURIComponent(arguments[0]), true);
    services.console.registerListener({
      observe(message) {
        if (!(message instanceof Ci.nsIScriptError)) return;
        const bad = !(message.flags & (Ci.nsIScriptError.warningFlag | Ci.nsIScriptError.infoFlag));
        said.push({ bad, at: message.sourceName, line: message.lineNumber, text: message.errorMessage });
      },
    });
    return said;
  })();
  return true;
`;

const TAKE = 'return globalThis.vaultCourierConsole.splice(0);';

export interface ConsoleLine {
  /** An error, not a warning or a plain remark. */
  bad: boolean;
  /** Address of the script that said it. */
  at: string;
  line: number;
  text: string;
}

/** Starts listening; call before the extension is installed. */
export async function listenToConsoles(marionette: Marionette): Promise<void> {
  await inChrome(marionette, START, [PROCESS_SCRIPT]);
}

/** What every context said since the last call. */
export function takeConsoleLines(marionette: Marionette): Promise<ConsoleLine[]> {
  return inChrome<ConsoleLine[]>(marionette, TAKE, []);
}

/** Runs a script with the rights of the browser itself. */
export async function inChrome<T>(
  marionette: Marionette,
  script: string,
  args: readonly unknown[],
): Promise<T> {
  await marionette.send('Marionette:SetContext', { value: 'chrome' });
  try {
    const asked = { script, args, sandbox: 'system', newSandbox: false };
    const { value } = await marionette.send<{ value: T }>('WebDriver:ExecuteScript', asked);
    return value;
  } finally {
    await marionette.send('Marionette:SetContext', { value: 'content' });
  }
}
