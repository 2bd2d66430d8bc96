interface SegmentsProps<Value> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  readonly small?: boolean;
  readonly disabled?: boolean;
}

/** One of a few choices, all in view. */
export function Segments<Value extends string | number | null>(props: SegmentsProps<Value>) {
  const { label, options, value, onChoose, small = false, disabled = false } = props;
  return (
    <fieldset className={`segments ${small ? 'small' : ''}`} aria-label={label} disabled={disabled}>
      {options.map((option) => (
        <button
          key={option.label}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChoose(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
