import type { ComponentChildren } from 'preact';
import { Fence } from '@/components/ui/Fence';
import { browserName, type Part } from '@/lib/messages/diagnostics';
import { ownVersion } from '@/lib/platform/self';
import { send } from '@/lib/platform/send';

/** A part of a page that breaks alone, is written down, and gives its details to the reader. */
export function fenced(name: string, part: Part, content: ComponentChildren): ComponentChildren {
  return (
    <Fence
      name={name}
      about={() => `Vault Courier ${ownVersion()}, ${browserName(navigator.userAgent)}`}
      onBroken={() => void send('trouble.note', { part })}
      onCopy={(text) => navigator.clipboard.writeText(text)}
    >
      {content}
    </Fence>
  );
}
