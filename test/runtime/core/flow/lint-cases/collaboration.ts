import { around, choreography, type LintCase, line, messageFlow, pools, receive } from './shapes.js';

export const collaborationCases: readonly LintCase[] = [
  // Collaboration
  {
    rule: 'message-flow-same-pool',
    at: 'mf',
    bad: line,
    good: line,
    root: pools(messageFlow('a', 'p1')),
    goodRoot: pools(messageFlow('a', 'p2')),
  },
  {
    rule: 'message-flow-end',
    at: 'mf',
    bad: line,
    good: line,
    root: pools(messageFlow('s', 'p2')),
    goodRoot: pools(messageFlow('a', 'p2')),
  },
  {
    rule: 'message-flow-incomplete',
    at: 'mf',
    bad: line,
    good: line,
    root: pools('<bpmn:messageFlow id="mf" sourceRef="a"/>'),
    goodRoot: pools(messageFlow('a', 'p2')),
  },
  {
    rule: 'message-flow-mismatch',
    at: 'mf',
    bad: around(receive, 'r'),
    good: around(receive, 'r'),
    root: pools(messageFlow('p2', 'r', 'messageRef="m2"')),
    goodRoot: pools(messageFlow('p2', 'r', 'messageRef="m"')),
  },
  {
    rule: 'participant-multiplicity',
    at: 'p2',
    bad: line,
    good: line,
    root: pools(
      '',
      '<bpmn:participant id="p2"><bpmn:participantMultiplicity minimum="3" maximum="2"/></bpmn:participant>',
    ),
    goodRoot: pools(
      '',
      '<bpmn:participant id="p2"><bpmn:participantMultiplicity minimum="1" maximum="2"/></bpmn:participant>',
    ),
  },
  {
    rule: 'lane-twice',
    at: 'l2',
    bad: `<bpmn:laneSet id="ls"><bpmn:lane id="l1"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="l2"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${line}`,
    good: `<bpmn:laneSet id="ls"><bpmn:lane id="l1"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="l2"><bpmn:flowNodeRef>s</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${line}`,
  },
  {
    rule: 'lane-foreign',
    at: 'l1',
    bad: line,
    good: line,
    root: `<bpmn:process id="q"><bpmn:laneSet id="ls"><bpmn:lane id="l1"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet></bpmn:process>`,
    goodRoot: `<bpmn:process id="q"><bpmn:laneSet id="ls"><bpmn:lane id="l1"><bpmn:flowNodeRef>qt</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:task id="qt"/></bpmn:process>`,
  },
  {
    rule: 'correlation-incomplete',
    at: 'cp',
    bad: line,
    good: line,
    root: '<bpmn:correlationProperty id="cp"/>',
    goodRoot:
      '<bpmn:correlationProperty id="cp"><bpmn:correlationPropertyRetrievalExpression messageRef="m"><bpmn:messagePath>x</bpmn:messagePath></bpmn:correlationPropertyRetrievalExpression></bpmn:correlationProperty>',
  },
  {
    rule: 'conversation-participants',
    at: 'cv',
    bad: line,
    good: line,
    root: pools('<bpmn:conversation id="cv"><bpmn:participantRef>p1</bpmn:participantRef></bpmn:conversation>'),
    goodRoot: pools(
      '<bpmn:conversation id="cv"><bpmn:participantRef>p1</bpmn:participantRef><bpmn:participantRef>p2</bpmn:participantRef></bpmn:conversation>',
    ),
  },
  {
    rule: 'association-incomplete',
    at: 'as',
    bad: `${line}<bpmn:association id="as" sourceRef="a"/>`,
    good: `${line}<bpmn:textAnnotation id="ta"/><bpmn:association id="as" sourceRef="a" targetRef="ta"/>`,
  },
  {
    rule: 'choreography-participants',
    at: 'ct',
    bad: line,
    good: line,
    root: choreography('initiatingParticipantRef="c1"', ['c1', 'c2', 'c3']),
    goodRoot: choreography('initiatingParticipantRef="c1"', ['c1', 'c2']),
  },
  {
    rule: 'choreography-initiator',
    at: 'ct',
    bad: line,
    good: line,
    root: choreography('initiatingParticipantRef="c3"', ['c1', 'c2']),
    goodRoot: choreography('initiatingParticipantRef="c1"', ['c1', 'c2']),
  },
  {
    rule: 'choreography-content',
    at: 'tk',
    bad: line,
    good: line,
    root: choreography('initiatingParticipantRef="c1"', ['c1', 'c2'], '<bpmn:task id="tk"/>'),
    goodRoot: choreography('initiatingParticipantRef="c1"', ['c1', 'c2']),
  },
];
