import { Navigate, Route, Routes } from 'react-router';
import type { Me } from '#core/contract';
import { EditorPage } from './editor/editor-page.js';
import { PolicyList } from './list/policy-list.js';

/** The designer's addresses: the list, and one per policy and tab. */
export function DesignerPages({ me }: { readonly me: Me }) {
  return (
    <Routes>
      <Route index element={<PolicyList me={me} />} />
      <Route path=":policyId" element={<Navigate to="elements" replace />} />
      <Route path=":policyId/:tab" element={<EditorPage me={me} />} />
      <Route path="*" element={<Navigate to="/" replace />} />
    </Routes>
  );
}
