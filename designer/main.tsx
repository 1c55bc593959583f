import './designer.css';
import './panes.css';
import { BrowserRouter } from 'react-router';
import { mountApp, StaffGate } from '#ui';
import { DesignerPages } from './designer-pages.js';

mountApp(
  <BrowserRouter basename="/designer">
    <StaffGate needs={['policy.design']}>{(me) => <DesignerPages me={me} />}</StaffGate>
  </BrowserRouter>,
  'office',
);
