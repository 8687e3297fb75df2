import { say } from '../../lib/base/words';
import { readChangelog } from './read-changelog';

/** What changed, from the changelog the build carries. */
export function News({ changelog }: { changelog: string }) {
  const [newest, ...older] = readChangelog(changelog);
  if (newest === undefined) return <p>{say('settings_news_none')}</p>;
  return (
    <>
      <Release {...newest} />
      {older.length > 0 && (
        <details>
          <summary>{say('settings_news_earlier')}</summary>
          {older.map((release) => (
            <Release key={release.title} {...release} />
          ))}
        </details>
      )}
    </>
  );
}

function Release({ title, intro, changes }: ReturnType<typeof readChangelog>[number]) {
  return (
    <>
      <h3>{title === 'Next' ? say('settings_news_this') : title}</h3>
      {intro !== '' && <p>{intro}</p>}
      <ul class="news">
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </>
  );
}
