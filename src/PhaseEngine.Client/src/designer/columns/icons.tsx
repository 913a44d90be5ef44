import {
  BarsOutlined, BranchesOutlined, CommentOutlined, FileTextOutlined, FlagOutlined, FormOutlined, LockOutlined, PieChartOutlined, ReadOutlined, SolutionOutlined, SyncOutlined, TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'

/** A kind without a picture of its own still has one. */
const pictures: Record<string, ReactNode> = {
  Document: <FileTextOutlined />,
  Meeting: <TeamOutlined />,
  Study: <ReadOutlined />,
  MemberTask: <SolutionOutlined />,
  Survey: <PieChartOutlined />,
  Opinion: <CommentOutlined />,
  Register: <BarsOutlined />,
  ReviewMeetings: <SyncOutlined />,
  Phase: <FlagOutlined />,
  Gate: <LockOutlined />,
  Choice: <BranchesOutlined />,
}

export const pictureOf = (type: string): ReactNode => pictures[type.slice(type.lastIndexOf('.') + 1)] ?? <FormOutlined />
