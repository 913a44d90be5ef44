import { Register } from '../registers/Register'
import { needTexts } from '../texts/i18n'

await needTexts('registers')

export default Register
