import en from './words.en.json'
import zhCn from './words.zh-CN.json'
import zhTw from './words.zh-TW.json'

/** What this page itself says. */
export const wordsOf = (language: string) => (language === 'en' ? en : language === 'zh-TW' ? zhTw : zhCn)
