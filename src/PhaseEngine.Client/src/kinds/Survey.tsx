import { Surveys } from '../surveys/Surveys'
import { needTexts } from '../texts/i18n'

await needTexts('surveys')

export default Surveys
