import './designer.css';
import './panes.css';
import './conditions/conditions.css';
import './feel-editor/feel-editor.css';
import { BrowserRouter } from 'react-router';
import { mountApp, StaffGate } from '#ui';
import { DesignerPages } from './designer-pages.js';

mountApp(
  // Without transitions: what is inserted is selected at once, and the next key already goes to it.
  <BrowserRouter basename="/designer" useTransitions={false}>
    <StaffGate needs={['policy.design']}>{(me) => <DesignerPages me={me} />}</StaffGate>
  </BrowserRouter>,
  'office',
);
