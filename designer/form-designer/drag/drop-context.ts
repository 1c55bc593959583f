import { createContext, useContext } from 'react';
import type { DropTarget } from './drop-target.js';

/** Where the thing in hand would go now; fields show it. */
export const DropContext = createContext<DropTarget | null>(null);

export const useDropMark = (): DropTarget | null => useContext(DropContext);
