import { deflateSync } from 'node:zlib';
import { crc32 } from '../../world/zip';

const drawn = new Map<string, Buffer>();

/** A picture for a path: the same path always gives the same one. 96 px square; emblem backgrounds are 474 by 96. */
export function iconFor(path: string): Buffer {
  const known = drawn.get(path);
  if (known !== undefined) return known;
  const png = /wide/.test(path) ? draw(path, 474, 96) : draw(path, 96, 96);
  drawn.set(path, png);
  return png;
}

/** A dark field in a colour of its own with a lighter, mirrored pattern: no two look alike at 32 px. */
function draw(path: string, width: number, height: number): Buffer {
  const seed = crc32(Buffer.from(path));
  const hue = seed % 360;
  const cells = 6;
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1) {
      const shade = 0.16 + 0.14 * (1 - y / height);
      const cx = Math.floor((Math.min(x, width - 1 - x) / width) * cells * (width / height));
      const cy = Math.floor((y / height) * cells);
      const edge = x < 10 || y < 10 || x > width - 11 || y > height - 11;
      const lit = !edge && ((seed >>> ((cx * 5 + cy * 3) % 29)) & 1) === 1;
      const [red, green, blue] = colour(hue, lit ? 0.35 : 0.4, lit ? shade + 0.42 : shade);
      row.set([red, green, blue], 1 + x * 3);
    }
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** HSL to RGB bytes. */
function colour(hue: number, saturation: number, lightness: number): [number, number, number] {
  const channel = (shift: number): number => {
    const k = (shift + hue / 30) % 12;
    const spread = saturation * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - spread * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}
