/**
 * Every expected refusal of the server: a closed list of codes with its status and its words.
 * A route names the codes it may answer with; texts never depend on data of a person or of a card.
 */
export const REFUSALS = {
  // Any route
  malformed: { status: 400, zh: '请求的格式不正确。', en: 'The request is not well formed.' },
  'not-found': { status: 404, zh: '没有找到。', en: 'Not found.' },
  'not-signed-in': {
    status: 401,
    zh: '请先登录，或请组织者重新配对这台设备。',
    en: 'Sign in first, or ask the organizer to pair this device again.',
  },
  'foreign-origin': {
    status: 403,
    zh: '请求来自别的网站，已拒绝。',
    en: 'The request comes from another site and is refused.',
  },
  'https-needed': {
    status: 403,
    zh: '请改用 https 打开：设置、登录、投票都不能走不加密的 http。',
    en: 'Open the https address instead: set-up, signing in and voting do not go over plain http.',
  },
  'too-large': { status: 413, zh: '内容太大。', en: 'The content is too large.' },
  'too-many-attempts': { status: 429, zh: '尝试次数太多，请稍后再试。', en: 'Too many attempts. Try again later.' },
  'server-error': {
    status: 500,
    zh: '服务器出错，数据没有改变。请再试一次。',
    en: 'The server failed; nothing was changed. Try again.',
  },
  'wrong-phase': {
    status: 409,
    zh: '会议现在的阶段不能做这一步。',
    en: 'The meeting is not in a phase that allows this.',
  },
  'not-released': {
    status: 409,
    zh: '大屏现在还不能显示这一项：它的内容还没有产生或者没有公布、宣布。',
    en: 'The big screen cannot show this yet: it does not exist, is not published or not announced.',
  },
  'cannot-reach-server': { status: 503, zh: '暂时连接不上服务器。', en: 'The server cannot be reached at the moment.' },

  // Set-up, sign-in, pairing
  'already-set-up': { status: 409, zh: '系统已经完成初始设置。', en: 'The installation is set up already.' },
  'set-up-code-wrong': {
    status: 403,
    zh: '设置码不正确。它显示在启动服务器的窗口里。',
    en: 'The set-up code is wrong. It is shown in the window where the server was started.',
  },
  'password-too-short': { status: 400, zh: '密码至少 8 个字符。', en: 'The password needs at least 8 characters.' },
  'sign-in-refused': { status: 401, zh: '姓名或密码不正确。', en: 'The name or the password is wrong.' },
  'name-taken': {
    status: 409,
    zh: '这个姓名在这个岗位上已有账号。',
    en: 'This name has an account for this role already.',
  },
  'last-organizer': { status: 409, zh: '至少要保留一名组织者。', en: 'At least one organizer has to remain.' },
  'pairing-code-unknown': {
    status: 403,
    zh: '配对码不正确、已用过或已过期。',
    en: 'The pairing code is wrong, used or expired.',
  },
  'signature-invalid': { status: 403, zh: '签名不正确。', en: 'The signature is not valid.' },

  // Printing
  'no-printer': {
    status: 409,
    zh: '还没有选定打印机。请从浏览器打印，或请组织者选定。',
    en: 'No printer is chosen. Print from the browser, or have the organizer choose one.',
  },
  'printer-taken': {
    status: 409,
    zh: '这台打印机已经给了别的用途：小票打印机只能归一台投票机。',
    en: 'This printer is in use elsewhere; a slip printer belongs to one kiosk alone.',
  },
  'printer-busy': { status: 409, zh: '上一份还没有打印完。', en: 'The one before is still being printed.' },
  'printer-unknown': {
    status: 409,
    zh: '打印服务里没有这台打印机了。',
    en: 'The print service has no such printer any more.',
  },
  'printer-refused': { status: 409, zh: '打印机没有接受这份文件。', en: 'The printer did not take the job.' },
  'print-service-unreachable': {
    status: 409,
    zh: '连接不上打印服务（CUPS）。请从浏览器打印。',
    en: 'The print service (CUPS) does not answer. Print from the browser.',
  },

  // Papers
  'paper-not-ready': {
    status: 409,
    zh: '这份文件现在还不能形成。',
    en: 'This paper cannot be made yet.',
  },
  'not-printable': {
    status: 409,
    zh: '有的字没有字体可以印出，请检查姓名用字。',
    en: 'A character has no font to print it. Check the names.',
  },
  'office-unnamed': {
    status: 409,
    zh: '请先在“设置”中登记本机关的名称，再归档。',
    en: 'Enter the name of this office under Settings first.',
  },
  'archive-not-ready': {
    status: 409,
    zh: '结果公布以后才能归档。',
    en: 'The archive can be made once the result is published.',
  },
  'notice-dates-reversed': {
    status: 400,
    zh: '公示的截止日期早于开始日期。',
    en: 'The notice ends before it begins.',
  },

  // Help with filling in
  'helper-is-candidate': {
    status: 409,
    zh: '候选人不能代写，请另找不是候选人的人。',
    en: 'A candidate may not fill in a ballot for somebody: ask a person who is no candidate.',
  },
  'helper-is-voter': {
    status: 400,
    zh: '代写人不能是投票人本人。',
    en: 'The helper cannot be the voter.',
  },
  'voter-not-here': {
    status: 409,
    zh: '只有已经签到、有选举权的人才可以委托代写；不能替没有到会的人投票。',
    en: 'Only a voter who is checked in may be helped; nobody votes for the absent.',
  },

  // Ledger of a re-election
  'organization-missing': {
    status: 409,
    zh: '请先在“基本情况”填写党组织名称。',
    en: 'Name the organization first, under "Meeting".',
  },
  'ledger-step-known': {
    status: 409,
    zh: '这一步的状态、日期和文号由系统的数据得出，不另填写；责任人、说明可以填写。',
    en: "State, day and number of this step come from the system's data and are not entered; who and note can be.",
  },
  'ledger-no-person': {
    status: 400,
    zh: '这一步不逐人登记，或没有写姓名。',
    en: 'This step is not recorded person by person, or no name is given.',
  },
  'ledger-day-missing': { status: 400, zh: '已完成的要填写完成日期。', en: 'What is done needs its day.' },
  'ledger-day-ahead': {
    status: 400,
    zh: '完成日期不能晚于今天。',
    en: 'The day on which it was done cannot lie ahead.',
  },
  'ledger-persons-open': {
    status: 409,
    zh: '还有人没有完成，这一步不能登记为已完成。',
    en: 'Not everybody is done: the step cannot be recorded as done.',
  },

  // Exchange of cards
  'exchange-not-asked': {
    status: 409,
    zh: '签到处没有请求换卡。请签到处先收下旧卡并登记。',
    en: 'The desk has not asked for an exchange. The desk takes the old card and registers it first.',
  },
  'card-not-closed': {
    status: 409,
    zh: '旧卡还没有作废或抽查，不能换。请先扫描旧卡。',
    en: 'The old card is neither void nor challenged yet; scan it first.',
  },
  'kiosk-holds-acceptances': {
    status: 409,
    zh: '这台投票机还没有交出投票确认，现在不能取消。请打开它，等它交出。',
    en: 'This kiosk has not handed over its acceptances and cannot be removed now. Switch it on and wait for it.',
  },

  // Test runs
  'test-run': {
    status: 409,
    zh: '这是演练：不产生正式文书，也不报送。',
    en: 'This is a test run: it makes no official paper and reports nothing.',
  },
  'no-test-run': {
    status: 409,
    zh: '这不是演练，不能清除。',
    en: 'This is no test run and cannot be wiped.',
  },

  // Draft
  'sealed-already': {
    status: 409,
    zh: '会议已封存，不能再修改。',
    en: 'The meeting is sealed; it cannot be changed any more.',
  },
  'draft-incomplete': { status: 409, zh: '还有必填内容没有完成。', en: 'Required parts are still missing.' },
  'file-unreadable': {
    status: 400,
    zh: '读不出这个文件。请用 CSV 或 XLSX。',
    en: 'This file cannot be read. Use CSV or XLSX.',
  },
  'roll-has-errors': {
    status: 409,
    zh: '名册有错误，没有导入。请按报告逐行修改。',
    en: 'The roll has errors and was not imported. Correct the lines named in the report.',
  },
  'roll-missing': { status: 409, zh: '请先导入党员名册。', en: 'Import the roll of members first.' },
  'member-unknown': { status: 404, zh: '名册上没有这个人。', en: 'This person is not on the roll.' },
  'exclusion-without-approval': {
    status: 409,
    zh: '不计算在应到会人数之内，须写明情形、具体原因和上级党组织同意的文号；党员大会没有通过的，不得不计算。',
    en: 'Leaving a member out needs the category, the reason and the agreement of the superior by its number; and never against a vote of the assembly.',
  },
  'candidate-not-eligible': {
    status: 409,
    zh: '候选人须是有被选举权的正式党员。',
    en: 'A candidate must be a full member with the right to be elected.',
  },
  'post-unknown': { status: 404, zh: '没有这个选举项目。', en: 'There is no such post on the ballot.' },
  'candidate-repeated': { status: 409, zh: '同一个人不能重复列入。', en: 'The same person is listed twice.' },
  'order-incomplete': {
    status: 409,
    zh: '顺序须恰好包含全部候选人。',
    en: 'The order must contain every candidate exactly once.',
  },
  'reason-needed': {
    status: 409,
    zh: '与计算的顺序不同，须写明原因。',
    en: 'An order that differs from the computed one needs a reason.',
  },
  'strokes-missing': {
    status: 409,
    zh: '有的字缺少笔画资料，请补充，不能猜测。',
    en: 'Stroke data are missing for some characters; supply them, they are never guessed.',
  },
  'strokes-malformed': {
    status: 400,
    zh: '笔顺请用 1 横 2 竖 3 撇 4 点 5 折 表示。',
    en: 'Write strokes as 1 horizontal, 2 vertical, 3 left-falling, 4 dot, 5 turning.',
  },
  'scrutineer-is-candidate': {
    status: 409,
    zh: '候选人不能担任监票人或计票人。',
    en: 'A candidate cannot be a scrutineer or a teller.',
  },
  'threshold-illegal': {
    status: 409,
    zh: '门限须至少 2 人，并少于监票人人数（1 人、2 人时除外）。',
    en: 'The threshold must be at least 2 and below the number of scrutineers (except with 1 or 2).',
  },
  'scrutineers-not-enrolled': {
    status: 409,
    zh: '还有监票人没有在自己的设备上登记。',
    en: 'Some scrutineers have not enrolled on their own devices.',
  },
  'key-taken': {
    status: 409,
    zh: '这把钥匙已经登记，或这名监票人已登记了别的钥匙。',
    en: 'This key is registered already, or this scrutineer has registered another.',
  },

  'witness-repeated': {
    status: 409,
    zh: '见证方的名称或钥匙重复，或钥匙已作他用。',
    en: 'The name or key of a witness is repeated, or the key serves another purpose.',
  },
  'witness-key-invalid': { status: 400, zh: '这不是有效的见证方钥匙。', en: 'This is not a valid key of a witness.' },

  // Desk
  'check-in-closed': { status: 409, zh: '现在不能签到：签到处没有开放。', en: 'Check-in is not open.' },
  'already-checked-in': { status: 409, zh: '这位党员已经签到。', en: 'This member has checked in already.' },
  'not-checked-in': { status: 409, zh: '这位党员没有签到。', en: 'This member has not checked in.' },
  'member-excluded': {
    status: 409,
    zh: '不计算在应到会人数之内，请报告主持人。',
    en: 'Not counted among the expected; ask the chair.',
  },
  'member-without-vote': {
    status: 409,
    zh: '没有选举权，可以列席，不发投票卡。',
    en: 'No right to vote: may attend, gets no card.',
  },
  'second-official-needed': {
    status: 403,
    zh: '须由另一名工作人员用自己的姓名和密码确认。',
    en: 'This needs a second official with a name and password of their own.',
  },
  'not-excluded': {
    status: 409,
    zh: '这位党员没有被列为不计算在应到会人数之内，直接签到即可。',
    en: 'This member was not left out of the expected; check in as usual.',
  },
  'readmission-closed': {
    status: 409,
    zh: '投票已经开始，应到会人数已确定，不能再重新计入。',
    en: 'Voting has begun and the number of the expected is fixed; nobody can be counted again.',
  },
  'no-card-left': {
    status: 409,
    zh: '投票卡不够：除去抽检和交回的，余下的卡只够现有应到会人数，不能再增加应到会人数。',
    en: 'There is no card for one more: without those audited or handed back there are only enough for those expected.',
  },
  'card-was-drawn': {
    status: 409,
    zh: '投票开始以后不能撤销签到。',
    en: 'A check-in cannot be undone once voting has begun.',
  },

  // Cards and round
  'round-unknown': { status: 404, zh: '没有这一轮。', en: 'There is no such round.' },
  'wrong-card-count': { status: 409, zh: '投票卡的张数不对。', en: 'The number of cards is wrong.' },
  'tokens-malformed': {
    status: 400,
    zh: '投票卡清单不正确：须各不相同、按序排列。',
    en: 'The list of tokens is wrong: it must be distinct and sorted.',
  },
  'tokens-sealed': {
    status: 409,
    zh: '投票卡清单已签名，不能更换。',
    en: 'The list of tokens is signed and cannot be replaced.',
  },
  'tokens-missing': {
    status: 409,
    zh: '投票卡清单还没有全部签名。',
    en: 'The list of tokens is not signed by everybody yet.',
  },
  'proposal-pending': {
    status: 409,
    zh: '还有一份文件等待监票人签名。',
    en: 'Another document is waiting for the signatures of the scrutineers.',
  },
  'paper-numbers': { status: 409, zh: '纸质选票的数字不平。', en: 'The numbers of the paper ballots do not add up.' },
  'tellers-not-done': {
    status: 409,
    zh: '两名计票人还没有都计完。',
    en: 'The two tellers have not both finished.',
  },
  'tellers-differ': {
    status: 409,
    zh: '两份计票不一致，须由总监票人核对选票后裁定。',
    en: 'The two tallies differ; the chief scrutineer looks at the ballots and settles it.',
  },
  'seat-taken': {
    status: 409,
    zh: '这个计票席已由另一台设备使用，或这台设备已是另一席。',
    en: 'Another device has this seat, or this device has the other one.',
  },
  'seat-missing': { status: 409, zh: '请先选定第一或第二计票。', en: 'Choose first or second teller before.' },
  'ballot-does-not-fit': {
    status: 400,
    zh: '所记的内容不符合这种选票。',
    en: 'What was entered does not fit this ballot.',
  },
  'sheet-full': {
    status: 409,
    zh: '已记的张数与收回的选票数相同，或前面还有没有记的选票。',
    en: 'As many ballots are entered as were recovered, or one before this is missing.',
  },
  'not-the-last': { status: 409, zh: '只能撤回最后一张。', en: 'Only the last ballot can be taken back.' },
  'nothing-to-settle': {
    status: 409,
    zh: '这张选票两名计票人记得一致，没有需要裁定的内容。',
    en: 'Both tellers read this ballot alike; there is nothing to settle.',
  },
  'proposal-unknown': { status: 404, zh: '没有这份等待签名的文件。', en: 'There is no such document to sign.' },
  'already-signed': { status: 409, zh: '已经签过名。', en: 'Signed already.' },
  'not-quorate': {
    status: 409,
    zh: '到会人数不够（选举须达应到会人数的五分之四，测评、推荐须达规定人数），不能开始投票。',
    en: 'Too few are present (four fifths of the expected, or the number set for this meeting); voting cannot open.',
  },
  'desk-open': {
    status: 409,
    zh: '请先截止签到。投票期间签到处须关闭。',
    en: 'Close check-in first; the desk stays closed while voting is open.',
  },
  'cards-not-all-there': {
    status: 409,
    zh: '票箱中的卡加抽验的卡不等于制卡数。',
    en: 'Cards in the box and audited cards do not add up to the cards made.',
  },
  'box-not-empty': {
    status: 409,
    zh: '电子票箱不是空的，不得开始投票。请停止本轮，查明原因。',
    en: 'The electronic box is not empty: voting cannot begin. Stop this round and find out why.',
  },
  'kiosk-shows-no-zero': {
    status: 409,
    zh: '有联机的投票机没有显示“票箱为空 0”，不得开始投票。',
    en: 'A connected kiosk does not show an empty box: voting cannot begin.',
  },
  'kiosk-not-ready': { status: 409, zh: '还没有校准好的投票机。', en: 'No calibrated kiosk is ready.' },
  'kiosk-uncalibrated': {
    status: 409,
    zh: '有投票机的屏幕还没有用银行卡校准。请校准它，或取消这台设备。',
    en: 'The screen of a kiosk is not calibrated with a bank card yet. Calibrate it, or remove that machine.',
  },
  'witness-silent': {
    status: 409,
    zh: '还有见证方没有联署本轮的档案。请让见证程序运行。',
    en: 'A witness has not cosigned the record of this round yet. Have its program run.',
  },
  'accounting-fails': {
    status: 409,
    zh: '票数核对不符，不能继续；本轮应重新选举。',
    en: 'The accounting does not hold; the round is void and has to be held again.',
  },
  'left-over-cards': {
    status: 409,
    zh: '还有剩余的投票卡没有扫描作废。',
    en: 'Left-over cards have not all been scanned and voided.',
  },
  'too-few-ballots': {
    status: 409,
    zh: '选票少于本轮规定的最少张数，为保护秘密不能开票。',
    en: 'Fewer ballots than the minimum of the round; to protect secrecy they are not opened.',
  },
  'acceptances-missing': {
    status: 409,
    zh: '有投票机收到的投票确认不在档案里。',
    en: 'Acceptances held by a kiosk are missing in the record.',
  },

  // Kiosk
  'voting-closed': { status: 409, zh: '现在不能投票。', en: 'Voting is not open.' },
  'card-unknown': { status: 409, zh: '不是本次选举的投票卡。', en: 'This card does not belong to this election.' },
  'card-other-round': { status: 409, zh: '这是另一轮的投票卡。', en: 'This card belongs to another round.' },
  'card-cast': { status: 409, zh: '这张投票卡已经投过票。', en: 'This card has been used to vote.' },
  'card-challenged': {
    status: 409,
    zh: '这张卡已用于抽查，请换卡。',
    en: 'This card was used for a check; exchange it.',
  },
  'card-void': { status: 409, zh: '这张投票卡已作废。', en: 'This card is void.' },
  'proof-invalid': { status: 409, zh: '选票没有通过检查。', en: 'The ballot did not pass the check.' },
  'not-pending': { status: 409, zh: '这张选票不是刚才核对的那一张。', en: 'This is not the ballot that was reviewed.' },
  'nothing-accepted': {
    status: 404,
    zh: '这张卡还没有投出或抽查过选票。',
    en: 'No ballot was cast or challenged with this card.',
  },

  // Scrutineer
  'entry-refused': {
    status: 409,
    zh: '这份材料与档案不符，没有写入。',
    en: 'This entry does not fit the record and was not written.',
  },
  'checkpoint-unknown': { status: 404, zh: '没有这个检查点。', en: 'There is no such checkpoint.' },
  'recipient-unknown': { status: 404, zh: '没有这位监票人。', en: 'There is no such scrutineer.' },

  'not-closed': {
    status: 409,
    zh: '还没有封票：投票卡清点以后才有这份报告单。',
    en: 'Not closed yet: the reports follow the counting of the cards.',
  },

  // After the count
  'result-missing': { status: 409, zh: '还没有结果。', en: 'There is no result yet.' },
  'attestations-missing': {
    status: 409,
    zh: '监票人还没有都确认结果。',
    en: 'The scrutineers have not all attested the result yet.',
  },
  'election-void': {
    status: 409,
    zh: '选举无效，重新选举以后再报送。',
    en: 'The election was void: hold it again before reporting.',
  },
  'nobody-elected-yet': {
    status: 409,
    zh: '预选只确定正式候选人，没有选出任何人，不能单独报送：请先进行正式选举。',
    en: 'A pre-election names candidates and elects nobody: alone it is not reported. Hold the formal election first.',
  },
  'sheet-not-ready': { status: 409, zh: '报告单还没有做好。', en: 'The result sheet is not ready.' },
  'write-in-unconfirmed': {
    status: 409,
    zh: '另选的人达到当选票数：核实被选举资格并经上级党组织确认以后才能公布。',
    en: 'A person written in has reached the threshold: nothing is announced before the superior has confirmed the eligibility.',
  },
  'roll-derived': {
    status: 409,
    zh: '委员会全体会议的名册就是选出的委员，不能修改。',
    en: 'The roll of a committee plenary is the committee elected; it cannot be changed.',
  },
  'ballot-derived': {
    status: 409,
    zh: '这张选票由上一轮的结果产生，候选人和名额不能再改。',
    en: 'This ballot follows from the result of the last one; candidates and seats cannot be changed.',
  },
  'motion-impossible': {
    status: 409,
    zh: '表决的人数不成立：赞成、反对、弃权之和不能多于实到人数；鼓掌通过须全体赞成。',
    en: 'The numbers of the motion cannot be so: no more hands than members present, and applause means everybody.',
  },
  'motion-mode': {
    status: 409,
    zh: '选举办法规定的表决方式更正式；减少名额不能鼓掌通过。',
    en: 'The election method asks for a more formal vote; seats are never given up by applause.',
  },
  'motion-missing': {
    status: 409,
    zh: '选举办法、监票人（计票人）名单和不计算在应到会人数之内的名单须先经大会表决通过并记入档案，才能开始投票。',
    en: 'The assembly has to pass the method, the scrutineers, voted tellers and the list of those not counted, and the record has to hold it, before voting opens.',
  },
  'motion-lost': {
    status: 409,
    zh: '选举办法、监票人（计票人）名单或者不计算在应到会人数之内的名单没有通过，不能开始投票；请修改后重新表决。',
    en: 'The assembly has refused the method, the scrutineers, the tellers or the list of those not counted: voting cannot open before it is passed.',
  },
  'nothing-to-reduce': {
    status: 409,
    zh: '这一轮没有缺额，或已经减少过名额；减少名额须举手或投票表决。',
    en: 'The round has no open seats, or they were reduced already; a reduction needs hands or ballots.',
  },
  'elected-twice': {
    status: 409,
    zh: '此人已经当选另一职务，书记、副书记不能由一人兼任：请记录为不予确认。',
    en: 'This person is elected to another post already; one person cannot be secretary and deputy: record that it is not confirmed.',
  },
  'nothing-to-decide': {
    status: 409,
    zh: '结果中没有这一项须由上级党组织决定，或已经决定过。',
    en: 'The result leaves no such matter to the superior, or it was decided already.',
  },
  'cannot-derive': {
    status: 409,
    zh: '从这次会议的结果不能产生下一步。',
    en: 'The next step cannot be derived from this result.',
  },
  'answer-decision-mismatch': {
    status: 409,
    zh: '委员报备案，书记、副书记报批准。',
    en: 'Committee members are filed; secretary and deputy secretary are approved.',
  },
  'form-source-unknown': {
    status: 409,
    zh: '没有这份已报送的测评或推荐结果。',
    en: 'No such appraisal or recommendation was reported.',
  },
  'form-sources-differ': {
    status: 409,
    zh: '所选的表不是同一种：等次、类别或对象不同。',
    en: 'The chosen forms differ in kind, grades or groups.',
  },
  'object-unknown': { status: 404, zh: '没有这个研判对象。', en: 'Nobody of this name is judged here.' },
  'grade-unknown': { status: 400, zh: '这个等次不在测评表上。', en: 'This grade is not on the form.' },
  'score-unreadable': {
    status: 400,
    zh: '得分须是 0 到 100 的数；按整数评分的，不能有小数。',
    en: 'A score is a number from 0 to 100, without decimals where whole points are given.',
  },
  'quota-exceeded': {
    status: 409,
    zh: '最高等次已达到比例上限，不能再评。',
    en: 'The quota of the best grade is used up.',
  },
  'paper-settled': { status: 409, zh: '已经定稿，不能再改。', en: 'It is settled and cannot change.' },
  'paper-incomplete': { status: 409, zh: '还不能定稿。', en: 'It cannot be settled yet.' },
  'list-refused': { status: 409, zh: '名单不符合要求。', en: 'The list does not meet the rules.' },
  'not-posted': { status: 409, zh: '名单还没有公示。', en: 'The list has not been posted.' },
  'objection-unknown': { status: 404, zh: '没有这条意见。', en: 'There is no such objection.' },
  // Papers between offices
  'village-taken': { status: 409, zh: '名单上已有这个党组织。', en: 'This organization is on the list already.' },
  'paper-unknown': {
    status: 400,
    zh: '这不是本系统的请示、报告单或批复，或文件已损坏。',
    en: 'This is no request, result sheet or answer of this system, or the file is damaged.',
  },
  'paper-refused': {
    status: 409,
    zh: '核对不通过，没有收下这份文件。',
    en: 'The file fails its checks and was not taken in.',
  },
  'signer-unconfirmed': {
    status: 409,
    zh: '签名人的钥匙没有核对过。请打电话与对方核对 16 位钥匙码后再收下。',
    en: "The signer's key has not been compared. Compare its 16 characters with the sender by telephone first.",
  },
  'addressee-other': {
    status: 409,
    zh: '这份文件报的是另一个机关。请核对，或在“设置”里登记本机关的全称。',
    en: 'This paper is addressed to another office. Check it, or enter the full name of this office under Settings.',
  },
  'holidays-mismatch': {
    status: 400,
    zh: '放假安排不对：同一天不能既放假又上班，日期要在所写的年份里，一年只写一次。',
    en: 'The days off do not fit: no day is both off and worked, days lie in their year, and each year stands once.',
  },
  'sealed-otherwise': {
    status: 409,
    zh: '办法里已经定了，看到票数以后不能再改。',
    en: 'The adopted method has decided this; it cannot change once the counts are known.',
  },
  'conditions-not-met': {
    status: 409,
    zh: '有人选不符合条件，不能同意；可以审查认可、更换人选或退回。',
    en: 'Persons do not meet the conditions; clear them, have them replaced, or return the request.',
  },
  'clip-no-sound': {
    status: 400,
    zh: '这不是 WAV、MP3 或 OGG 录音。',
    en: 'This is no WAV, MP3 or OGG recording.',
  },
  'clip-too-large': {
    status: 413,
    zh: '录音太长：一段最多 300 kB，说几秒钟就够了。',
    en: 'The recording is too long: 300 kB at most, a few seconds are enough.',
  },
  'clip-name-unknown': {
    status: 409,
    zh: '选票上和另选名单里没有这个人。',
    en: 'Nobody of this name is on the ballot or the write-in list.',
  },
  'answered-already': { status: 409, zh: '已经批复。', en: 'Answered already.' },
} as const satisfies Record<string, { readonly status: number; readonly zh: string; readonly en: string }>;

export type RefusalCode = keyof typeof REFUSALS;

/** What the server answers instead of the response; `detail` names what stands in the way, ready to show. */
export type Refusal<C extends RefusalCode = RefusalCode> = {
  readonly code: C;
  readonly zh: string;
  readonly en: string;
  readonly detail: readonly { readonly zh: string; readonly en: string }[];
};

/** Codes that any route may answer with. */
export const GENERAL_REFUSALS = [
  'malformed',
  'not-found',
  'foreign-origin',
  'https-needed',
  'too-large',
  'too-many-attempts',
  'server-error',
  'cannot-reach-server',
] as const satisfies readonly RefusalCode[];
export type GeneralRefusal = (typeof GENERAL_REFUSALS)[number];

export function refusal<C extends RefusalCode>(code: C, detail: Refusal['detail'] = []): Refusal<C> {
  const { zh, en } = REFUSALS[code];
  return { code, zh, en, detail };
}

export function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code);
}
