import './data-quality.css';
import { useState } from 'react';
import { Segments } from '../../components/Segments.tsx';
import { IssuesView } from './IssuesView.tsx';
import { SymbolsView } from './SymbolsView.tsx';

type View = 'issues' | 'symbols';

const VIEWS = [
  { value: 'issues', label: 'Issues' },
  { value: 'symbols', label: 'Symbols' },
] as const;

/** What is wrong with the session's data: as it was found, or symbol by symbol with what came of each session. */
export function DataQualityPanel() {
  const [view, setView] = useState<View>('issues');
  const views = <Segments label="View" options={VIEWS} value={view} onChoose={setView} small />;
  return view === 'issues' ? <IssuesView views={views} /> : <SymbolsView views={views} />;
}
