import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { designerMessages } from '#core/messages';
import type { Contact } from '#core/policy';
import { useMessages } from '#ui';
import { DraftInput } from '../parts/draft-input.js';
import { FieldRow } from '../parts/field-row.js';
import { ElementRow } from './element-row.js';
import type { ElementsProps } from './elements-tab.js';

/** Whom one can ask, and where one can complain. */
export function Contacts({ elements, set }: ElementsProps) {
  const t = useMessages(designerMessages);
  const setContacts = (contacts: readonly Contact[], key: string) => set({ contacts }, `contacts.${key}`);
  return (
    <section className="dx-panel ds-section" aria-labelledby="contacts">
      <h3 id="contacts">{t('elements.contacts')}</h3>
      <div id="place-contacts">
        {elements.contacts.map((contact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: contacts have no identity but their place
          <fieldset className="ds-fieldset ds-contact" key={index}>
            <legend>{t('contact.number', { number: index + 1 })}</legend>
            <div className="ds-two">
              {(['name', 'phone', 'hours', 'address'] as const).map((key) => (
                <FieldRow key={key} label={t(`contact.${key}`)}>
                  {(id) => (
                    <DraftInput
                      id={id}
                      value={contact[key]}
                      maxLength={120}
                      onCommit={(value) =>
                        setContacts(elements.contacts.with(index, { ...contact, [key]: value }), `${index}.${key}`)
                      }
                    />
                  )}
                </FieldRow>
              ))}
            </div>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => setContacts(elements.contacts.toSpliced(index, 1), `remove-${index}`)}
            >
              {t('contact.remove', { number: index + 1 })}
            </Button>
          </fieldset>
        ))}
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          onClick={() =>
            setContacts(
              [...elements.contacts, { name: '', phone: '', hours: t('contact.usualHours'), address: '' }],
              'add',
            )
          }
        >
          {t('contact.add')}
        </Button>
      </div>
      <ElementRow place="complaintPhone" label={t('element.complaintPhone')}>
        {(id) => (
          <DraftInput
            id={id}
            inputMode="tel"
            value={elements.complaintPhone}
            maxLength={60}
            onCommit={(complaintPhone) => set({ complaintPhone }, 'complaintPhone')}
          />
        )}
      </ElementRow>
    </section>
  );
}
