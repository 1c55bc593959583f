/**
 * The `duixian:` extension of BPMN as a moddle descriptor (D17). The parser, the writer and the designer's bpmn-js are given
 * this very object, so that what one writes the others read. The URI carries the version of the format.
 */
export const duixianModdle = {
  name: 'Duixian',
  prefix: 'duixian',
  uri: 'https://duixian.dev/schema/bpmn/1',
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    {
      name: 'Step',
      superClass: ['Element'],
      properties: [
        { name: 'kind', isAttr: true, type: 'String' },
        { name: 'assignee', isAttr: true, type: 'String' },
        { name: 'limitWorkingDays', isAttr: true, type: 'Integer' },
        { name: 'limitWorkingHours', isAttr: true, type: 'Integer' },
        { name: 'actions', isAttr: true, type: 'String' },
        { name: 'decision', isAttr: true, type: 'String' },
        { name: 'passShare', isAttr: true, type: 'Real' },
        { name: 'separateFrom', isAttr: true, type: 'String' },
        { name: 'opinionRequired', isAttr: true, type: 'Boolean' },
        { name: 'grantsAmount', isAttr: true, type: 'Boolean' },
        { name: 'returnTargets', isAttr: true, type: 'String' },
        { name: 'whenEmpty', isAttr: true, type: 'String' },
        { name: 'emptyStandIn', isAttr: true, type: 'String' },
        { name: 'skipRepeat', isAttr: true, type: 'Boolean' },
        { name: 'onTimeout', isAttr: true, type: 'String' },
        { name: 'escalateTo', isAttr: true, type: 'String' },
        { name: 'remindBeforeHours', isAttr: true, type: 'Integer' },
        { name: 'remindAfterHours', isAttr: true, type: 'Integer' },
        { name: 'signature', isAttr: true, type: 'String' },
        { name: 'meeting', isAttr: true, type: 'Boolean' },
        { name: 'namesClause', isAttr: true, type: 'Boolean' },
        { name: 'deciders', isMany: true, type: 'Decider' },
        { name: 'reviewPoints', isMany: true, type: 'ReviewPoint' },
        { name: 'phrases', isMany: true, type: 'Phrase' },
        { name: 'fields', isMany: true, type: 'FieldAccess' },
        { name: 'copies', isMany: true, type: 'CopyTo' },
      ],
    },
    {
      name: 'CopyTo',
      superClass: ['Element'],
      properties: [{ name: 'assignee', isAttr: true, type: 'String' }],
    },
    {
      name: 'Decider',
      superClass: ['Element'],
      properties: [
        { name: 'id', isAttr: true, type: 'String' },
        { name: 'assignee', isAttr: true, type: 'String' },
        { name: 'name', isAttr: true, type: 'String' },
        { name: 'weight', isAttr: true, type: 'Real' },
      ],
    },
    {
      name: 'ReviewPoint',
      superClass: ['Element'],
      properties: [
        { name: 'id', isAttr: true, type: 'String' },
        { name: 'required', isAttr: true, type: 'Boolean' },
        { name: 'text', isAttr: true, type: 'String' },
      ],
    },
    {
      name: 'Phrase',
      superClass: ['Element'],
      properties: [{ name: 'text', isAttr: true, type: 'String' }],
    },
    {
      name: 'FieldAccess',
      superClass: ['Element'],
      properties: [
        { name: 'field', isAttr: true, type: 'String' },
        { name: 'mode', isAttr: true, type: 'String' },
      ],
    },
    {
      name: 'Service',
      superClass: ['Element'],
      properties: [
        { name: 'type', isAttr: true, type: 'String' },
        { name: 'days', isAttr: true, type: 'Integer' },
        { name: 'params', isMany: true, type: 'Param' },
      ],
    },
    {
      name: 'Param',
      superClass: ['Element'],
      properties: [
        { name: 'name', isAttr: true, type: 'String' },
        { name: 'value', isAttr: true, type: 'String' },
      ],
    },
    {
      name: 'Decision',
      superClass: ['Element'],
      properties: [{ name: 'ref', isAttr: true, type: 'String' }],
    },
    {
      name: 'WorkingTime',
      superClass: ['Element'],
      properties: [
        { name: 'days', isAttr: true, type: 'Integer' },
        { name: 'hours', isAttr: true, type: 'Integer' },
      ],
    },
    {
      name: 'Collection',
      superClass: ['Element'],
      properties: [
        { name: 'source', isAttr: true, type: 'String' },
        { name: 'item', isAttr: true, type: 'String' },
      ],
    },
    {
      name: 'ResultVariable',
      superClass: ['Element'],
      properties: [{ name: 'name', isAttr: true, type: 'String' }],
    },
  ],
} as const;
