import { App, Button } from 'antd';
import { designerRuleMessages } from '#core/messages';
import type { PolicyRules } from '#core/policy';
import { useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { withPart } from '../model/draft/document.js';

type Edit = (rules: PolicyRules) => PolicyRules;

export interface RuleCommands {
  change(name: string, edit: Edit, mergeKey?: string): void;
  /** Takes something away, says so, and offers for a while to bring it back. */
  remove(name: string, said: string, how: { readonly edit: Edit; readonly restore: Edit }): void;
}

/** Changes of the rules as commands on the draft. */
export function useRules(): RuleCommands {
  const t = useMessages(designerRuleMessages);
  const { store } = useDraft();
  const { message } = App.useApp();
  const change: RuleCommands['change'] = (name, edit, mergeKey) =>
    store.perform({
      name,
      ...(mergeKey === undefined ? {} : { mergeKey }),
      execute: (before) => withPart(before, 'rules', edit(before.rules)),
    });
  return {
    change,
    remove: (name, said, { edit, restore }) => {
      change(name, edit);
      const close = message.info({
        duration: 8,
        content: (
          <>
            {said}{' '}
            <Button
              type="link"
              size="small"
              onClick={() => {
                close();
                change('command.restoreCondition', restore);
              }}
            >
              {t('condition.restore')}
            </Button>
          </>
        ),
      });
    },
  };
}
