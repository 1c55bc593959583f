export { FlowDiagram } from './flow-diagram.js';
