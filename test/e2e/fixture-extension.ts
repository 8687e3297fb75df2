import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/* A small extension that does, on demand, everything the drivers must be able to see. It is not the product. */

const HOSTS = ['https://www.bungie.net/*', 'https://www.destiny.gg/*', 'https://chat.destiny.gg/*'];

const BACKGROUND = `
  const api = globalThis.browser ?? chrome;
  const born = Math.random();
  let socket;
  api.runtime.onMessage.addListener((asked, _sender, answer) => {
    if (asked === 'born') answer(born);
    if (asked === 'complain') { console.error('the background complains'); answer(true); }
    if (asked === 'throw') { setTimeout(() => { throw new Error('the background throws'); }); answer(true); }
    if (asked === 'offscreen') {
      chrome.offscreen
        .createDocument({ url: 'offscreen.html', reasons: ['WORKERS'], justification: 'test' })
        .then(() => answer(true), (error) => answer(String(error)));
      return true;
    }
    if (asked === 'socket') {
      socket = new WebSocket('wss://chat.destiny.gg/ws');
      socket.onopen = () => answer('open');
      socket.onerror = () => answer('error');
      return true;
    }
    if (asked.fetch) {
      fetch(asked.fetch).then((reply) => reply.text()).then(answer, (error) => answer(String(error)));
      return true;
    }
  });
`;

const POPUP_PAGE = `<!doctype html><meta charset="utf-8"><title>Popup</title>
  <style>body { margin: 0; width: 360px; height: 420px; background: #123456 }</style>
  <input id="search" autofocus><button id="count">0</button><script src="popup.js"></script>`;

const POPUP = `
  const button = document.getElementById('count');
  button.addEventListener('click', () => { button.textContent = String(Number(button.textContent) + 1); });
  document.getElementById('search').addEventListener('keydown', (event) => {
    if (event.key === 'Enter') document.title = 'entered ' + event.target.value;
  });
`;

const CONTENT = `
  const api = globalThis.browser ?? chrome;
  document.documentElement.dataset.fixture = 'here';
  const root = document.body.appendChild(document.createElement('div'));
  root.id = 'fixture-root';
  root.attachShadow({ mode: 'closed' }).textContent = 'inside the closed root';
  if (location.hash === '#complain') console.error('the content script complains');
`;

const OFFSCREEN = `console.log('offscreen is here'); console.error('the offscreen document complains');`;

/** Writes the extension for one manifest version into `folder` and gives the folder back. */
export function writeFixtureExtension(folder: string, version: 2 | 3): string {
  mkdirSync(folder, { recursive: true });
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  put('background.js', BACKGROUND);
  put('popup.html', POPUP_PAGE);
  put('popup.js', POPUP);
  put('content.js', CONTENT);
  put('offscreen.html', '<!doctype html><script src="offscreen.js"></script>');
  put('offscreen.js', OFFSCREEN);
  const common = {
    name: 'Fixture',
    version: '1.0',
    manifest_version: version,
    content_scripts: [{ matches: ['https://www.destiny.gg/*'], js: ['content.js'] }],
  };
  const manifest =
    version === 3
      ? {
          ...common,
          background: { service_worker: 'background.js' },
          action: { default_popup: 'popup.html' },
          permissions: ['offscreen'],
          host_permissions: HOSTS,
        }
      : {
          ...common,
          background: { scripts: ['background.js'] },
          browser_action: { default_popup: 'popup.html' },
          permissions: HOSTS,
          browser_specific_settings: { gecko: { id: 'vault-courier@extension' } },
        };
  put('manifest.json', JSON.stringify(manifest));
  return folder;
}
