/** A key, or keys held together: `Ctrl` `K`. */
export function Keys({ parts }: { parts: readonly string[] }) {
  return (
    <span className="keys">
      {parts.map((part) => (
        <kbd key={part}>{part}</kbd>
      ))}
    </span>
  );
}
