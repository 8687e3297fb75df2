import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** A throw-away certificate for every host the simulators play. */
export interface SimCertificate {
  key: string;
  cert: string;
  /** Base64 SHA-256 of the public key, for Chromium's `--ignore-certificate-errors-spki-list`. */
  spki: string;
}

const HOSTS = ['www.bungie.net', 'stats.bungie.net', 'destiny.gg', '*.destiny.gg', 'localhost'];

let made: Promise<SimCertificate> | undefined;

/** The one certificate of this process: made at first use, kept in memory only. */
export function simCertificate(): Promise<SimCertificate> {
  made ??= make();
  return made;
}

async function make(): Promise<SimCertificate> {
  const pems = await generate([{ name: 'commonName', value: 'Vault Courier simulators' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [
          ...HOSTS.map((value) => ({ type: 2 as const, value })),
          { type: 7 as const, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const der = new X509Certificate(pems.cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key: pems.private, cert: pems.cert, spki: createHash('sha256').update(der).digest('base64') };
}
