import { Plus, X } from 'lucide-react';
import type { FormContext } from './form-context.ts';
import { withAlternative, withLogic, withoutPart, withPart } from './form-edits.ts';
import type { FormGroup, FormNode } from './form-tree.ts';
import { PieceView } from './PieceView.tsx';
import { PresetMenu } from './PresetMenu.tsx';
import { piecesOf } from './pieces.ts';

interface FormPartProps {
  readonly node: FormNode;
  readonly context: FormContext;
  /** Undefined for the whole rule. */
  readonly parent: FormGroup | undefined;
  readonly index: number;
}

/** A group of conditions, or one of them. */
export function FormPart({ node, context, parent, index }: FormPartProps) {
  if (node.kind === 'row') return <Row node={node} context={context} parent={parent} index={index} />;
  const { text, write } = context;
  const isRoot = parent === undefined;
  return (
    <fieldset className={`form-group ${isRoot ? 'is-root' : ''}`}>
      <legend className="visually-hidden">
        {node.logic === 'all' ? 'All of these hold' : 'Any of these holds'}
      </legend>
      <div className="form-group-head">
        <Joint parent={parent} index={index} />
        <select
          className="logic"
          aria-label="How these conditions are joined"
          value={node.logic}
          onChange={({ target }) => write(withLogic(text, node, target.value === 'any' ? 'any' : 'all'))}
        >
          <option value="all">All of</option>
          <option value="any">Any of</option>
        </select>
        {!isRoot && (
          <span className="form-actions">
            <PresetMenu
              label="Add a condition to this group"
              className="icon-button"
              onPick={(preset) => context.insert((condition) => withPart(text, node, condition), preset)}
            >
              <Plus size={14} aria-hidden="true" />
              <span className="visually-hidden">Add a condition to this group</span>
            </PresetMenu>
            <RemoveButton what="this group" onRemove={() => write(withoutPart(text, parent, index))} />
          </span>
        )}
      </div>
      {node.of.map((part, at) => (
        // A part is what stands at its place: the text alone says what it is.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <FormPart key={at} node={part} context={context} parent={node} index={at} />
      ))}
    </fieldset>
  );
}

function Row({ node, context, parent, index }: FormPartProps & { node: Extract<FormNode, { kind: 'row' }> }) {
  const { text, write, problems } = context;
  const problem = problems.find(({ span }) => span.from <= node.span.to && span.to >= node.span.from);
  const remove = () => write(parent === undefined ? '' : withoutPart(text, parent, index));
  return (
    <div className={`form-row ${problem === undefined ? '' : 'is-wrong'}`} title={problem?.message}>
      <Joint parent={parent} index={index} />
      <span className="form-pieces">
        {piecesOf(text, node.expression).map((piece, at) => (
          // Pieces are told apart by their places alone.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <PieceView key={at} piece={piece} context={context} />
        ))}
      </span>
      <span className="form-actions">
        <PresetMenu
          label="Or another condition instead"
          className="link-button or-button"
          onPick={(preset) =>
            context.insert(
              (condition) =>
                parent?.logic === 'any'
                  ? withPart(text, parent, condition)
                  : withAlternative(text, node, condition),
              preset,
            )
          }
        >
          or…
        </PresetMenu>
        <RemoveButton what="this condition" onRemove={remove} />
      </span>
    </div>
  );
}

/** The word between a part and the one before it. */
function Joint({ parent, index }: Pick<FormPartProps, 'parent' | 'index'>) {
  if (parent === undefined) return null;
  return <span className="joint">{index === 0 ? '' : parent.logic === 'all' ? 'and' : 'or'}</span>;
}

function RemoveButton({ what, onRemove }: { what: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`Remove ${what}`}
      title={`Remove ${what}`}
      onClick={onRemove}
    >
      <X size={14} aria-hidden="true" />
    </button>
  );
}
