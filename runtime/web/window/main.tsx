import { mountApp } from '#ui';
import { Window } from './window.js';

mountApp(<Window />, 'office');
