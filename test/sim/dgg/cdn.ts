import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { SimRequest } from '../kit/sim-server';

const PREFIXES = [
  'BigPog',
  'SmallSad',
  'DanceBird',
  'ThinkRock',
  'WaveHand',
  'NoSir',
  'YesMaam',
  'CoolCat',
  'OwlStare',
  'PopCorn',
];

const emotes = PREFIXES.map((prefix, index) => ({
  prefix,
  creator: '',
  twitch: false,
  theme: 1,
  minimumSubTier: 0,
  image: [
    {
      url: `https://cdn.destiny.gg/emotes/${prefix}.svg`,
      name: `${prefix}.svg`,
      mime: 'image/svg+xml',
      width: 30,
      height: 30,
    },
  ],
  hue: index * 36,
}));

const flairs = [
  { label: 'Subscriber', name: 'subscriber', hidden: true, priority: 10, color: '#4fb1f4', image: [] },
  { label: 'Moderator', name: 'moderator', hidden: true, priority: 1, color: '#e79a4a', image: [] },
  { label: 'Bot', name: 'bot', hidden: false, priority: 2, color: '#f2b84b', image: [] },
];

/** cdn.destiny.gg: emotes and flairs, real lists when a folder with data is given. CORS for the site alone. */
export function cdnFile(request: SimRequest, response: ServerResponse, dataDir: string | undefined): void {
  const send = (type: string, body: string | Buffer): void => {
    response
      .writeHead(200, { 'content-type': type, 'access-control-allow-origin': 'https://www.destiny.gg' })
      .end(body);
  };
  const real = (file: string): Buffer | undefined => {
    const path = dataDir === undefined ? '' : join(dataDir, 'dgg', file);
    return path !== '' && existsSync(path) ? readFileSync(path) : undefined;
  };
  switch (request.path) {
    case '/emotes/emotes.json':
      return send('application/json', real('emotes-2023.json') ?? JSON.stringify(emotes));
    case '/flairs/flairs.json':
      return send('application/json', real('flairs-2023.json') ?? JSON.stringify(flairs));
    case '/emotes/emotes.css':
      return send(
        'text/css',
        emotes
          .map(
            ({ prefix }) =>
              `.emote.${prefix}{background:url(/emotes/${prefix}.svg) center/contain no-repeat;width:28px;height:28px}`,
          )
          .join('\n'),
      );
    case '/flairs/flairs.css':
      return send('text/css', flairs.map(({ name, color }) => `.user.${name}{color:${color}}`).join('\n'));
  }
  const emote = emotes.find(({ prefix }) => request.path === `/emotes/${prefix}.svg`);
  if (emote !== undefined) {
    return send(
      'image/svg+xml',
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30"><circle cx="15" cy="15" r="13" fill="hsl(${emote.hue} 60% 55%)"/><circle cx="10" cy="12" r="2"/><circle cx="20" cy="12" r="2"/><path d="M9 20q6 5 12 0" fill="none" stroke="#000" stroke-width="2"/></svg>`,
    );
  }
  response.writeHead(404).end();
}
