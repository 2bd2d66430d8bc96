import './ipc/zod-without-eval.ts';
import './theme/tokens.css';
import './theme/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { startScreenReports, watchProblems } from './stores/screen-store.ts';
import { connectSession } from './stores/session-connection.ts';
import { registerGridModules } from './theme/grid-modules.ts';

watchProblems();
registerGridModules();
startScreenReports();
connectSession();

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
