import { mountApp } from '#ui';
import { Portal } from './portal.js';

mountApp(<Portal />, 'portal');
