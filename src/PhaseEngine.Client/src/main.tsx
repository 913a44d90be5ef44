import { createRoot } from 'react-dom/client'
import { queries } from './api/queries'
import { App } from './App'
import { giveFocusBack } from './shell/focusBack'
import { quietIcons } from './shell/quietIcons'
import { whoIAm } from './shell/useMe'
import { startTexts } from './texts/i18n'
import './main.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root.')

// Asked for while the texts are on their way: every page needs it.
queries.query(whoIAm).catch(() => undefined)
giveFocusBack()
quietIcons()
await startTexts()
createRoot(root).render(<App />)
