import {
  AlertOutlined,
  ApiOutlined,
  ExceptionOutlined,
  FlagOutlined,
  ToolOutlined,
  ApartmentOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BookOutlined,
  ContainerOutlined,
  ProfileOutlined,
  BankOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  CheckSquareOutlined,
  CloudUploadOutlined,
  DashboardOutlined,
  DisconnectOutlined,
  ExportOutlined,
  EyeOutlined,
  FileProtectOutlined,
  FireOutlined,
  FormOutlined,
  HddOutlined,
  HistoryOutlined,
  HomeOutlined,
  HourglassOutlined,
  InboxOutlined,
  KeyOutlined,
  LoginOutlined,
  QrcodeOutlined,
  ReadOutlined,
  SafetyCertificateOutlined,
  SaveOutlined,
  ScanOutlined,
  SolutionOutlined,
  TableOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  TrophyOutlined,
  RetweetOutlined,
  UsbOutlined,
  UserSwitchOutlined,
  VideoCameraOutlined,
} from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMay, useMe } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { groups, places, type Place } from "./navigation.ts";

const icons: Record<Place["icon"], ReactNode> = {
  home: <HomeOutlined aria-hidden />,
  board: <DashboardOutlined aria-hidden />,
  wall: <AppstoreOutlined aria-hidden />,
  detection: <EyeOutlined aria-hidden />,
  lessons: <CalendarOutlined aria-hidden />,
  attendance: <CheckSquareOutlined aria-hidden />,
  kiosks: <QrcodeOutlined aria-hidden />,
  checklists: <FormOutlined aria-hidden />,
  interruptions: <DisconnectOutlined aria-hidden />,
  myScores: <TrophyOutlined aria-hidden />,
  exams: <RetweetOutlined aria-hidden />,
  timetable: <CloudUploadOutlined aria-hidden />,
  places: <VideoCameraOutlined aria-hidden />,
  accounts: <TeamOutlined aria-hidden />,
  supervision: <ContainerOutlined aria-hidden />,
  digests: <ProfileOutlined aria-hidden />,
  policies: <BookOutlined aria-hidden />,
  policy: <SafetyCertificateOutlined aria-hidden />,
  registers: <TableOutlined aria-hidden />,
  copies: <SaveOutlined aria-hidden />,
  retention: <HourglassOutlined aria-hidden />,
  secretAges: <KeyOutlined aria-hidden />,
  signIns: <LoginOutlined aria-hidden />,
  trace: <ScanOutlined aria-hidden />,
  notice: <FileProtectOutlined aria-hidden />,
  tasks: <CarryOutOutlined aria-hidden />,
  incidents: <AlertOutlined aria-hidden />,
  conduct: <ExceptionOutlined aria-hidden />,
  report: <FlagOutlined aria-hidden />,
  maintenance: <ToolOutlined aria-hidden />,
  usb: <ApiOutlined aria-hidden />,
  events: <ThunderboltOutlined aria-hidden />,
  storage: <HddOutlined aria-hidden />,
  ledger: <AuditOutlined aria-hidden />,
  library: <ReadOutlined aria-hidden />,
  requests: <SolutionOutlined aria-hidden />,
  exports: <ExportOutlined aria-hidden />,
  media: <UsbOutlined aria-hidden />,
  providers: <ApartmentOutlined aria-hidden />,
  institution: <BankOutlined aria-hidden />,
  delegations: <UserSwitchOutlined aria-hidden />,
  archive: <InboxOutlined aria-hidden />,
  destruction: <FireOutlined aria-hidden />,
  rolling: <HistoryOutlined aria-hidden />,
};

export function Side(props: { readonly onGo?: () => void }) {
  const { t } = useWords();
  const may = useMay();
  const { holdsFirst } = useMe();
  const open = places.filter((place) => may(place.permission) || ("also" in place && holdsFirst));
  return (
    <nav className="side" aria-label={t("shell/navigation")}>
      {groups.map((group) => {
        const here = open.filter((place) => place.group === group);
        if (here.length === 0) return null;
        return (
          <div key={group} className="side-group">
            <h2>{t(`shell/${group}`)}</h2>
            <ul>
              {here.map((place) => (
                <li key={place.to}>
                  <Link
                    to={place.to}
                    activeOptions={{ exact: place.to === "/" }}
                    activeProps={{ "aria-current": "page" }}
                    {...(props.onGo === undefined ? {} : { onClick: props.onGo })}
                  >
                    {icons[place.icon]}
                    <span>{t(`shell/${place.word}`)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
