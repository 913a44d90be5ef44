import { ReviewMeetings } from '../meetings/ReviewMeetings'
import { needTexts } from '../texts/i18n'

await needTexts('meetings')

export default ReviewMeetings
