import type { DocumentSpec, ServiceForm } from './form.ts'
import type { Parameters } from './parameters.ts'

/**
 * Whether somebody else may come for the customer (代办, 1.1.14), and with what. `forbidden`: the hall's rules say that
 * nobody may; `in-person`: the service has to see the customer; `other-ways`: it goes without anybody coming.
 */
export type AgentRule =
  | { readonly kind: 'allowed'; readonly documents: readonly DocumentSpec[] }
  | { readonly kind: 'forbidden' | 'in-person' | 'other-ways' }

/** The rule for agents of a service in a hall with these parameters: the same by which its form is checked. */
export function agentRule(
  { situations, documents, absent }: Pick<ServiceForm, 'situations' | 'documents' | 'absent'>,
  { agentAllowedForEntry }: Parameters,
): AgentRule {
  if (situations.some(({ id }) => id === 'agent')) {
    if (agentAllowedForEntry === false) return { kind: 'forbidden' }
    return { kind: 'allowed', documents: documents.filter(({ situation }) => situation === 'agent') }
  }
  if (absent.channels.includes('agent')) return { kind: 'allowed', documents: [] }
  return { kind: absent.inPerson ? 'in-person' : 'other-ways' }
}
