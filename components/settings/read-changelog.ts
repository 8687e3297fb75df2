/** One version: its heading, what stands before the list, and the entries of the list. */
export interface Release {
  title: string;
  intro: string;
  changes: string[];
}

/** The releases of a changelog in Markdown, as plain text, the newest first as it stands there. Total. */
export function readChangelog(markdown: string): Release[] {
  const releases: Release[] = [];
  for (const raw of markdown.split('\n')) {
    const line = plain(raw);
    const release = releases.at(-1);
    if (raw.startsWith('## ')) releases.push({ title: line.slice(3).trim(), intro: '', changes: [] });
    else if (release === undefined || line.trim() === '') continue;
    else if (/^[-*] /.test(raw)) release.changes.push(line.slice(2).trim());
    else if (release.changes.length === 0) release.intro = `${release.intro} ${line.trim()}`.trim();
    // An entry of several lines.
    else release.changes.push(`${release.changes.pop()} ${line.trim()}`);
  }
  return releases;
}

/** Without the signs of Markdown that our changelog uses. */
function plain(line: string): string {
  return line
    .replace(/`([^`]*)`/g, '$1')
    .replace(/\*\*([^*]*)\*\*/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}
