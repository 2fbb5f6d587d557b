#!/usr/bin/env bash
# Makes the two bundled announcement packs, public/voice/zh-CN and public/voice/en, from nothing but text.
# Needs the Debian packages: espeak-ng sox ffmpeg. Run from the top of the repository:
#   bash src/content/voice/makeClips.sh
# Every clip is synthesised, trimmed of silence, brought to one loudness and written as MP3 (mono, 22,050 Hz,
# 32 kbit/s), which Chromium and Safari both decode. A file is named by the first twelve digits of its SHA-256, so a
# clip that changes is a new file and a cache never serves the old one.
set -euo pipefail

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

# keep NAME FROM.wav: encodes, names by content, adds the line of the manifest.
keep() {
  ffmpeg -loglevel error -y -i "$2" -map_metadata -1 -fflags +bitexact -flags:a +bitexact -id3v2_version 0 \
    -codec:a libmp3lame -b:a 32k -ac 1 -ar $rate "$work/clip.mp3"
  hash=$(sha256sum "$work/clip.mp3" | cut -c1-64)
  file="$1.${hash:0:12}.mp3"
  cp "$work/clip.mp3" "$folder/$file"
  ms=$(awk -v seconds="$(soxi -D "$2")" 'BEGIN { printf "%d", seconds * 1000 + 0.5 }')
  printf '%s    "%s": { "file": "%s", "ms": %s, "sha256": "%s" }' "$comma" "$1" "$file" "$ms" "$hash" >>"$work/clips"
  comma=$',\n'
}

begin() {
  folder="public/voice/$1"
  mkdir -p "$folder"
  rm -f "$folder"/*.mp3
  : >"$work/clips"
  comma=''
  chime "$work/chime.wav"
  keep chime "$work/chime.wav"
}

finish() {
  {
    printf '{\n  "pack": "%s",\n  "language": "%s",\n  "voice": "espeak-ng synthetic",\n' "$1" "$2"
    printf '  "licence": "CC0-1.0",\n  "sampleRate": %s,\n  "clips": {\n' $rate
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

# English -------------------------------------------------------------------------------------------------------------
en() { # NAME TEXT [PAUSE AFTER]
  say en-gb 145 45 "$2" "$work/en.wav" "${3:-0.03}"
  keep "$1" "$work/en.wav"
}
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

du -cb public/voice/*/*.mp3 | tail -1
