import { mountApp } from '#ui';
import { Desk } from './desk.js';

mountApp(<Desk />, 'office');
