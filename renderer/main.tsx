import './ipc/zod-without-eval.ts';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { followActivity } from './stores/activity-store.ts';
import { followAppearance } from './stores/appearance-store.ts';
import { followGuide } from './stores/guide-store.ts';
import { connectHome } from './stores/home-store.ts';
import { startScreenReports, watchProblems } from './stores/screen-store.ts';
import { connectSession } from './stores/session-connection.ts';
import { loadSettings } from './stores/settings-store.ts';
import { loadWorkspace } from './stores/workspace-store.ts';
import { registerGridModules } from './theme/grid-modules.ts';

watchProblems();
followAppearance();
registerGridModules();
startScreenReports();
connectSession();
connectHome();
followActivity();
followGuide();
void loadSettings();
void loadWorkspace();

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
