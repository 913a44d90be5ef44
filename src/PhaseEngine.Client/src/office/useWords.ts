import { useTranslation } from 'react-i18next'

const lists = {
  unitType: ['workingCommittee', 'committee', 'leadingPartyGroup', 'organCommittee', 'disciplineCommission', 'generalBranch', 'branch', 'jointBranch', 'group', 'temporaryBranch', 'temporaryGroup', 'temporaryJointBranch'],
  sector: ['organ', 'urban', 'rural', 'enterprise', 'institution'],
  management: ['party', 'administration', 'private'],
  category: ['leadingCadre', 'inPost', 'floating', 'laidOff', 'old', 'ill', 'littleSchooling'],
  leaving: ['transferred', 'died', 'resigned', 'removed'],
  role: ['administrator', 'campaignOffice', 'leader', 'deputy', 'secretary', 'clerk', 'supervisor', 'supervisionGroup', 'instructor', 'massEvaluator', 'member', 'systemOperator'],
} as const

export type WordList = keyof typeof lists

/** The closed word lists of organisation and people, as readers call them. */
export function useWords() {
  const { t } = useTranslation('office')
  const say = (list: WordList, word: string) => t(`words.${list}.${word}` as 'words.unitType.branch')
  return { say, options: (list: WordList) => lists[list].map((word) => ({ value: word, label: say(list, word) })) }
}
