import './change-list.css';
import type { ConfigChange } from '../../shared/domain/config-change.ts';
import type { JsonValue } from '../../shared/domain/json.ts';

const SIGNS: Record<ConfigChange['kind'], string> = { added: '+', removed: '−', changed: '→' };
const WORDS: Record<ConfigChange['kind'], string> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
};

/** Fields of a config that differ: what each was, and what it is. */
export function ChangeList({ changes }: { changes: readonly ConfigChange[] }) {
  return (
    <table className="change-list">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Change</span>
          </th>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.path} ${change.kind}`} data-kind={change.kind}>
            <td>
              <span aria-hidden="true" className="change-sign">
                {SIGNS[change.kind]}
              </span>
              <span className="visually-hidden">{WORDS[change.kind]}</span>
            </td>
            <td>{change.path}</td>
            <td>{change.kind === 'added' ? '' : <Value value={change.before} />}</td>
            <td>{change.kind === 'removed' ? '' : <Value value={change.after} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value }: { value: JsonValue }) {
  return <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>;
}
