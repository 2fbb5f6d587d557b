#!/usr/bin/env bash
# Makes the bundled announcement packs, public/voice/zh-CN and public/voice/en, and what is said in an emergency,
# public/voice/alarm/zh-CN and public/voice/alarm/en, from nothing but text.
# Needs the Debian packages: espeak-ng sox ffmpeg. Run from the top of the repository:
#   bash src/content/voice/makeClips.sh [calls|alarm]
# Every clip is synthesised, trimmed of silence, brought to one loudness and written as MP3 (mono, 22,050 Hz,
# 32 kbit/s), which Chromium and Safari both decode. The clips of a pack are one file, one behind the other; it is named
# by the first twelve digits of its SHA-256, so a pack that changes is a new file and a cache never serves the old one.
set -euo pipefail
which=${1:-all}

rate=22050
loudness=-17 # RMS in dB of each spoken clip; with the limiter below no peak passes -1 dB.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# say VOICE SPEED PITCH TEXT TO.wav
say() {
  espeak-ng -v "$1" -s "$2" -p "$3" -a 70 -w "$work/raw.wav" "$4"
  sox -q -D "$work/raw.wav" -r $rate -c 1 -b 16 "$work/cut.wav" \
    highpass 90 treble +2 3500 \
    silence 1 0.005 0.4% reverse silence 1 0.005 0.4% reverse
  sox -q -D "$work/cut.wav" "$work/trimmed.wav" fade t 0.004 -0 0.012
  level=$(sox "$work/trimmed.wav" -n stats 2>&1 | awk '/^RMS lev dB/ { print $4 }')
  gain=$(awk -v want=$loudness -v is="$level" 'BEGIN { printf "%.2f", want - is }')
  sox -q -D "$work/trimmed.wav" "$5" gain -l "$gain" gain -1 pad 0.01 "${6:-0.03}"
}

# A soft two-tone chime: e" falling to c", each with its octave, dying away.
chime() {
  sox -q -D -n -r $rate -c 1 -b 16 "$work/one.wav" synth 0.55 sine 659.26 synth 0.55 sine mix 1318.5 fade l 0.005 0.55 0.5
  sox -q -D -n -r $rate -c 1 -b 16 "$work/two.wav" synth 0.75 sine 523.25 synth 0.75 sine mix 1046.5 fade l 0.005 0.75 0.7
  sox -q -D -m "$work/one.wav" "|sox $work/two.wav -p pad 0.32" "$1" norm -5 lowpass 4000 pad 0 0.12
}

# keep NAME FROM.wav: encodes, puts it behind what the pack has, adds the line of the manifest.
keep() {
  ffmpeg -loglevel error -y -i "$2" -map_metadata -1 -fflags +bitexact -flags:a +bitexact -id3v2_version 0 \
    -codec:a libmp3lame -b:a 32k -ac 1 -ar $rate "$work/clip.mp3"
  hash=$(sha256sum "$work/clip.mp3" | cut -c1-64)
  at=$(stat -c %s "$work/clips.mp3")
  bytes=$(stat -c %s "$work/clip.mp3")
  cat "$work/clip.mp3" >>"$work/clips.mp3"
  ms=$(awk -v seconds="$(soxi -D "$2")" 'BEGIN { printf "%d", seconds * 1000 + 0.5 }')
  printf '%s    "%s": { "at": %s, "bytes": %s, "ms": %s, "sha256": "%s" }' "$comma" "$1" "$at" "$bytes" "$ms" "$hash" \
    >>"$work/clips"
  comma=$',\n'
}

begin() {
  folder="public/voice/$1"
  mkdir -p "$folder"
  rm -f "$folder"/*.mp3
  : >"$work/clips"
  : >"$work/clips.mp3"
  comma=''
  chime "$work/chime.wav"
  keep chime "$work/chime.wav"
}

finish() {
  hash=$(sha256sum "$work/clips.mp3" | cut -c1-12)
  cp "$work/clips.mp3" "$folder/clips.$hash.mp3"
  {
    printf '{\n  "pack": "%s",\n  "language": "%s",\n  "voice": "espeak-ng synthetic",\n' "$1" "$2"
    printf '  "licence": "CC0-1.0",\n  "sampleRate": %s,\n  "file": "clips.%s.mp3",\n  "clips": {\n' $rate "$hash"
    cat "$work/clips"
    printf '\n  }\n}\n'
  } >"$folder/manifest.json"
}

letters=$(printf '%s\n' {a..z})

# Mandarin ------------------------------------------------------------------------------------------------------------
# The words are given in pinyin with tone numbers: Debian's espeak-ng has the sounds of Mandarin but no dictionary of
# its characters, and would spell their pinyin out as English letters.
zh() { # NAME PINYIN [PAUSE AFTER]
  say cmn-latn-pinyin 140 42 "$2" "$work/zh.wav" "${3:-0.03}"
  keep "$1" "$work/zh.wav"
}
if [ "$which" != alarm ]; then
begin zh-CN
i=0
for digit in ling2 yi1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3; do
  zh "digit-$i" "$digit" 0.08
  i=$((i + 1))
done
zh digit-1-yao yao1 0.08
zh ten shi2 0.05
zh dash gang4 0.08
for letter in $letters; do zh "letter-$letter" "${letter^^}" 0.1; done
zh please qing3 0.06
zh please-priority 'qing3 you1xian1' 0.06
zh priority you1xian1
zh number hao4 0.22
zh to dao4 0.05
zh counter 'hao4 chuang1kou3'
zh counter-serve 'hao4 chuang1kou3 ban4li3'
zh counter-continue 'hao4 chuang1kou3 ji4xu4 ban4li3'
zh serve ban4li3
zh continue 'ji4xu4 ban4li3'
zh front-desk qian2tai2
zh correction geng1zheng4 0.25
zh test 'jiao4hao4 sheng1yin1 ce4shi4'
zh paper-mode 'xi4tong3 wei2hu4 zhong1, qing3 ting1 xian4chang3 gong1zuo4 ren2yuan2 hu1jiao4'
finish stayopen-zh-CN-synthetic-1 zh-CN
fi

# English -------------------------------------------------------------------------------------------------------------
en() { # NAME TEXT [PAUSE AFTER]
  say en-gb 145 45 "$2" "$work/en.wav" "${3:-0.03}"
  keep "$1" "$work/en.wav"
}
if [ "$which" != alarm ]; then
begin en
i=0
for digit in zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
  seventeen eighteen nineteen; do
  if [ $i -lt 10 ]; then en "digit-$i" "$digit" 0.07; else en "number-$i" "$digit"; fi
  i=$((i + 1))
done
i=20
for tens in twenty thirty forty fifty sixty seventy eighty ninety; do
  en "number-$i" "$tens"
  i=$((i + 10))
done
en dash dash
for letter in $letters; do
  # Said as a name, so that A is not taken for the article.
  en "letter-$letter" "[[$(espeak-ng -v en-gb -q -x "${letter^^}." | tr -d ' _|\n')]]" 0.09
done
en ticket 'Ticket,' 0.06
en priority-ticket 'Priority ticket,' 0.06
en please-counter 'please, to counter' 0.05
en please-continue 'please continue at counter' 0.05
en please-front-desk 'please, to the front desk'
en counter 'counter' 0.05
en correction 'Correction.' 0.25
en test 'Announcement test.'
en paper-mode 'The system is being repaired. Please listen to our staff.'
finish stayopen-en-synthetic-1 en
fi

# Emergencies ---------------------------------------------------------------------------------------------------------
# What the plans say aloud (src/content/plans), without the hall's own names: a recorded voice cannot know them.
if [ "$which" != calls ]; then
begin alarm/zh-CN
zh P01 'ge4wei4 gu4ke4 qing3 zhu4yi4, ying2ye4ting1 fa1sheng1 huo3qing2, qing3 bu2yao4 jing1huang1, bu2yao4 cheng2zuo4 dian4ti1, ting1cong2 gong1zuo4 ren2yuan2 zhi3yin3, cong2 zui4jin4de5 an1quan2 chu1kou3 you3xu4 li2kai1, dao4 ji2he2dian3 ji2he2' 0.8
zh P01-false-alarm 'gang1cai2de5 jing3bao4 yi3 he2shi2 wei2 wu4bao4, xian4chang3 an1quan2, gei3 nin2 dai4lai2 bu2bian4 shen1biao3 qian4yi4' 0.6
zh P02 'ge4wei4 gu4ke4, xian4chang3 yi3 an1quan2, qing3 zai4 yuan2di4 shao1hou4, gong1zuo4 ren2yuan2 jiang1 zhu2yi1 xie2zhu4 nin2 li2kai1' 0.8
zh P03 'zun1jing4de5 gu4ke4, yin1 xi4tong3 gu4zhang4, bu4fen4 ye4wu4 zan4shi2 wu2fa3 ji2shi2 ban4li3, wo3men5 zheng4zai4 qiang3xiu1. jiao3fei4, tao4can1 bian4geng1 deng3 ke3 xian1 wei4 nin2 deng1ji4 shou4li3, hui1fu4 hou4 you1xian1 ban4li3 bing4 tong1zhi1 nin2. ji2xu1 ban4li3de5 qing3 gao4su4 gong1zuo4 ren2yuan2' 0.8
zh P03-is-back 'xi4tong3 yi3 hui1fu4, yi3 deng1ji4de5 ye4wu4 jiang1 an4 shun4xu4 ban4li3 bing4 duan3xin4 tong1zhi1 nin2, gan3xie4 deng3hou4' 0.8
zh P04 'zun1jing4de5 gu4ke4, ying2ye4ting1 wang3luo4 zan4shi2 zhong1duan4, zheng4zai4 qiang3xiu1. ke3 xian1 deng1ji4 shou4li3, hui1fu4 hou4 wei4 nin2 ban4li3' 0.8
zh P04-is-back 'wang3luo4 yi3 hui1fu4, yi3 deng1ji4de5 ye4wu4 jiang1 an4 shun4xu4 ban4li3 bing4 tong1zhi1 nin2, gan3xie4 deng3hou4' 0.8
zh P05 'ge4wei4 gu4ke4, lin2shi2 ting2dian4, ying4ji2 zhao4ming2 yi3 kai1qi3, qing3 zai4 yuan2di4 shao1hou4, xiao3xin1 jiao3xia4' 0.8
zh P05-is-back 'gong1dian4 yi3 hui1fu4, qing3 an4 hao4 ji4xu4 ban4li3, gan3xie4 deng3hou4' 0.8
zh P06 'xian4chang3 you3 gu4ke4 shen1ti3 bu2shi4, qing3 rang4chu1 tong1dao4, ru2you3 yi1hu4 ren2yuan2 qing3 dao4 xian4chang3 xie2zhu4, xie4xie5' 0.8
zh P07-if-needed 'wei4 bao3zheng4 da4jia1 ban4li3 zhi4xu4, qing3 ge4wei4 gu4ke4 dao4 qi2ta1 chuang1kou3 ji4xu4 ban4li3' 0.8
zh P08 'dang1qian2 ban4li3 gu4ke4 jiao4duo1. jiao3fei4 chong1zhi2 ke3 yong4 zi4zhu4ji1 huo4 shou3ji1 ban4li3, lao3ren2 yun4fu4 qing3 dao4 ai4xin1 chuang1kou3' 0.8
zh P09 'di4zhen4! qing3 jiu4jin4 dun1xia4 hu4zhu4 tou2bu4, bu2yao4 ben1pao3' 0.6
zh P09-after 'zhen4dong4 yi3 ting2, qing3 hu4zhu4 tou2bu4, cong2 lou2ti1 you3xu4 dao4 ji2he2dian3' 0.8
zh P10 'qi4xiang4 bu4men2 yi3 fa1bu4 yu4jing3, qing3 wu4 wai4chu1 she4shui3, xu1 deng3hou4de5 gu4ke4 qing3 dao4 gao1chu4' 0.8
zh P11 'ge4wei4 gu4ke4, yin1 an1quan2 jian3cha2 xu1yao4, qing3 xie2dai4 sui2shen1 wu4pin3, an4 gong1zuo4 ren2yuan2 zhi3yin3 cong2 an1quan2 chu1kou3 li2kai1' 0.8
zh P20 'bu4fen4 she4bei4 ting2yong4, qing3 dao4 qi2ta1 chuang1kou3 ban4li3' 0.6
zh drill-begins 'ge4wei4 gu4ke4, xian4zai4 jin4xing2 ying4ji2 yan3lian4, bu2shi4 zhen1shi2 xian3qing2, qing3 bu2yao4 jing1huang1, ru2xu1 bang1zhu4 qing3 lian2xi4 gong1zuo4 ren2yuan2' 0.8
zh drill-ends 'yan3lian4 dao4ci3 jie2shu4, gan3xie4 pei4he2' 0.6
finish stayopen-alarm-zh-CN-synthetic-1 zh-CN

begin alarm/en
en P01 'Attention please. There is a fire in the hall. Stay calm, do not take the lift, follow the staff to the nearest exit and gather at the assembly point.' 0.8
en P01-false-alarm 'The alarm was checked and is false. You are safe. We are sorry for the disturbance.' 0.6
en P02 'It is safe now. Please stay where you are; the staff will see each of you out.' 0.8
en P03 'Some services cannot be finished at once because of a system fault. We can take payments and changes down now and do them first when it is back. If it is urgent, please tell the staff.' 0.8
en P03-is-back 'The system is back. What we took down is done in order, and you are told by message. Thank you for waiting.' 0.8
en P04 'The network of the hall is down and being repaired. We can take your request down now and do it afterwards.' 0.8
en P04-is-back 'The network is back. What we took down is done in order, and you are told. Thank you for waiting.' 0.8
en P05 'The power is out. Emergency light is on. Please stay where you are and mind your step.' 0.8
en P05-is-back 'Power is back. Service goes on by number. Thank you for waiting.' 0.8
en P06 'Somebody is unwell. Please keep the way clear. Doctors or nurses, please help.' 0.8
en P07-if-needed 'To keep things in order, please go on at another counter.' 0.8
en P08 'Many people are waiting. Payments can be made at the machines or by telephone. Older and pregnant customers, please come to the priority counter.' 0.8
en P09 'Earthquake! Get down where you are and cover your head. Do not run.' 0.6
en P09-after 'The shaking has stopped. Cover your head and take the stairs to the assembly point.' 0.8
en P10 'There is a weather warning. Do not go through water. If you wait, please go up high.' 0.8
en P11 'For a safety check please take your things and leave by the exit that the staff show you.' 0.8
en P20 'Some equipment is out of order. Please use another counter.' 0.8
en drill-begins 'Ladies and gentlemen, this is a drill. There is no danger. Please stay calm, and ask the staff if you need help.' 0.8
en drill-ends 'The drill is over. Thank you for your help.' 0.6
finish stayopen-alarm-en-synthetic-1 en
fi

find public/voice -name '*.mp3' -print0 | du -cb --files0-from=- | tail -1
