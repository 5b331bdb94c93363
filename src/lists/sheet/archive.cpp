// SPDX-License-Identifier: Apache-2.0
#include "lists/sheet/archive.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace midspan::lists::sheet {

namespace {

constexpr std::uint32_t kEndOfDirectory = 0x06054b50;
constexpr std::uint32_t kEndOfDirectory64 = 0x06064b50;
constexpr std::uint32_t kLocator64 = 0x07064b50;
constexpr std::uint32_t kDirectoryEntry = 0x02014b50;
constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kEntrySize = 46;
constexpr std::size_t kLocalSize = 30;
constexpr std::uint64_t kRatioAppliesFrom = 1 << 20;  // small members compress well without being bombs

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t byte = 0; byte < size; ++byte)
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + byte])) << (8 * byte);
  return value;
}
std::uint16_t short_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(number(bytes, at, 2));
}
std::uint32_t word_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(number(bytes, at, 4));
}

tl::unexpected<base::Error> damaged(std::string reason) {
  return base::failure("LST-007", {{"reason", std::move(reason)}});
}
tl::unexpected<base::Error> forged(std::string reason) {
  return base::failure("LST-008", {{"reason", std::move(reason)}});
}

std::string folded(std::string_view name) {
  std::string result(name);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

struct Directory {
  std::uint64_t entries = 0;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

// The end record has to be the last thing in the file: bytes after it (or a comment) are where forgeries put a second
// one.
base::Result<Directory> locate(std::string_view bytes) {
  if (bytes.size() < kEndSize) return damaged("cut");
  std::optional<std::size_t> end;
  const std::size_t earliest = bytes.size() > kEndSize + 65535 ? bytes.size() - kEndSize - 65535 : 0;
  for (std::size_t at = bytes.size() - kEndSize + 1; at-- > earliest;) {
    if (word_at(bytes, at) != kEndOfDirectory) continue;
    if (at + kEndSize + short_at(bytes, at + 20) != bytes.size()) continue;
    end = at;
    break;
  }
  if (!end) return damaged("cut");
  if (short_at(bytes, *end + 4) != 0 || short_at(bytes, *end + 6) != 0) return forged("disks");
  Directory directory{short_at(bytes, *end + 10), word_at(bytes, *end + 16), word_at(bytes, *end + 12)};
  const bool wants64 = directory.entries == 0xFFFF || directory.offset == 0xFFFFFFFF || directory.size == 0xFFFFFFFF;
  if (wants64 && *end >= 20 && word_at(bytes, *end - 20) == kLocator64) {
    const std::uint64_t at = number(bytes, *end - 20 + 8, 8);
    if (at > bytes.size() || bytes.size() - at < 56 || word_at(bytes, at) != kEndOfDirectory64)
      return damaged("directory");
    directory = {number(bytes, at + 32, 8), number(bytes, at + 48, 8), number(bytes, at + 40, 8)};
  }
  if (directory.offset > *end || directory.size > *end - directory.offset) return damaged("directory");
  return directory;
}

// Sizes and offset that do not fit 32 bits stand in the extra field 0x0001, each only if its 32-bit field is all ones.
bool read_zip64(std::string_view extra, Member& member, std::uint64_t& local) {
  std::size_t at = 0;
  while (at + 4 <= extra.size()) {
    const std::size_t size = short_at(extra, at + 2);
    if (at + 4 + size > extra.size()) return false;
    if (short_at(extra, at) == 1) {
      std::string_view field = extra.substr(at + 4, size);
      for (std::uint64_t* value : {&member.unpacked, &member.packed, &local}) {
        if (*value != 0xFFFFFFFF) continue;
        if (field.size() < 8) return false;
        *value = number(field, 0, 8);
        field.remove_prefix(8);
      }
      return true;
    }
    at += 4 + size;
  }
  return true;
}

base::Result<void> check_name(const std::string& name) {
  if (name.empty() || name.size() > 512) return forged("name");
  if (name.front() == '/' || name.find('\0') != std::string::npos || name.find(':') != std::string::npos)
    return forged("name");
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t slash = std::min(name.find('/', at), name.size());
    if (name.compare(at, slash - at, "..") == 0) return forged("name");
    at = slash + 1;
  }
  return {};
}

// The local header repeats the directory's entry; where they disagree, two programs would read two different files.
base::Result<void> check_local(std::string_view bytes, std::uint64_t local, std::string_view written_name,
                               Member& member) {
  if (local > bytes.size() || bytes.size() - local < kLocalSize || word_at(bytes, local) != kLocalHeader)
    return damaged("directory");
  const std::size_t name_size = short_at(bytes, local + 26);
  const std::size_t extra_size = short_at(bytes, local + 28);
  if (bytes.size() - local < kLocalSize + name_size + extra_size) return damaged("cut");
  if (bytes.substr(local + kLocalSize, name_size) != written_name) return forged("contradiction");
  if ((short_at(bytes, local + 6) & 1) != 0) return base::failure("LST-006");
  if ((short_at(bytes, local + 8) == 8) != member.deflated) return forged("contradiction");
  member.data = local + kLocalSize + name_size + extra_size;
  if (member.packed > bytes.size() - member.data) return damaged("cut");
  return {};
}

base::Result<void> check_bomb(const Member& member, const Limits& limits) {
  if (member.unpacked > kRatioAppliesFrom && member.unpacked / limits.ratio > member.packed)
    return base::failure("LST-005", {{"limit", static_cast<std::int64_t>(limits.unpacked_bytes >> 20)}});
  return {};
}

}  // namespace

base::Result<Archive> Archive::open(std::string_view bytes, const Limits& limits) {
  const Directory directory = MIDSPAN_TRY(locate(bytes));
  if (directory.entries > limits.members)
    return base::failure("LST-020", {{"limit", static_cast<std::int64_t>(limits.members)}});
  Archive archive;
  archive.bytes_ = bytes;
  archive.limits_ = limits;
  std::set<std::string> names;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> extents;  // local header .. end of packed bytes
  std::uint64_t total = 0;
  std::uint64_t at = directory.offset;
  const std::uint64_t end = directory.offset + directory.size;
  for (std::uint64_t entry = 0; entry < directory.entries; ++entry) {
    if (end - at < kEntrySize || word_at(bytes, at) != kDirectoryEntry) return damaged("directory");
    const std::size_t name_size = short_at(bytes, at + 28);
    const std::size_t extra_size = short_at(bytes, at + 30);
    const std::size_t comment_size = short_at(bytes, at + 32);
    if (end - at < kEntrySize + name_size + extra_size + comment_size) return damaged("directory");
    const std::string_view written_name = bytes.substr(at + kEntrySize, name_size);
    Member member;
    member.name = written_name;
    std::replace(member.name.begin(), member.name.end(), '\\', '/');
    MIDSPAN_CHECK(check_name(member.name));
    if ((short_at(bytes, at + 8) & 0x2041) != 0) return base::failure("LST-006");
    const std::uint16_t method = short_at(bytes, at + 10);
    if (method == 99) return base::failure("LST-006");
    if (method != 0 && method != 8) return damaged("packing");
    member.deflated = method == 8;
    member.crc = word_at(bytes, at + 16);
    member.packed = word_at(bytes, at + 20);
    member.unpacked = word_at(bytes, at + 24);
    std::uint64_t local = word_at(bytes, at + 42);
    if (!read_zip64(bytes.substr(at + kEntrySize + name_size, extra_size), member, local)) return damaged("directory");
    if ((word_at(bytes, at + 38) >> 16 & 0xF000U) == 0xA000U) return forged("link");
    if (!names.insert(folded(member.name)).second) return forged("twice");
    MIDSPAN_CHECK(check_bomb(member, limits));
    total += std::min<std::uint64_t>(member.unpacked, limits.unpacked_bytes + 1);
    if (total > limits.unpacked_bytes)
      return base::failure("LST-005", {{"limit", static_cast<std::int64_t>(limits.unpacked_bytes >> 20)}});
    MIDSPAN_CHECK(check_local(bytes, local, written_name, member));
    extents.emplace_back(local, member.data + member.packed);
    at += kEntrySize + name_size + extra_size + comment_size;
    archive.members_.push_back(std::move(member));
  }
  std::sort(extents.begin(), extents.end());
  for (std::size_t next = 1; next < extents.size(); ++next)
    if (extents[next].first < extents[next - 1].second) return forged("overlap");
  if (!extents.empty() && extents.back().second > directory.offset) return forged("overlap");
  return archive;
}

const Member* Archive::find(std::string_view name) const {
  const std::string wanted = folded(name);
  for (const Member& member : members_)
    if (member.name.size() == wanted.size() && folded(member.name) == wanted) return &member;
  return nullptr;
}

base::Result<void> Archive::read(const Member& member, const std::function<bool(std::string_view)>& take) {
  const std::string_view packed = bytes_.substr(member.data, member.packed);
  std::uint64_t produced = 0;
  std::uint32_t crc = 0;
  const auto account = [&](std::string_view piece) {
    produced += piece.size();
    unpacked_so_far_ += piece.size();
    crc = static_cast<std::uint32_t>(
        ::crc32(crc, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size())));
    return produced <= member.unpacked && unpacked_so_far_ <= 2 * limits_.unpacked_bytes;
  };
  constexpr std::size_t kPiece = 65536;
  if (!member.deflated) {
    if (member.packed != member.unpacked) return damaged("unpack");
    for (std::size_t at = 0; at < packed.size(); at += kPiece) {
      const std::string_view piece = packed.substr(at, kPiece);
      if (!account(piece))
        return base::failure("LST-005", {{"limit", static_cast<std::int64_t>(limits_.unpacked_bytes >> 20)}});
      if (!take(piece)) return {};
    }
  } else {
    z_stream stream{};
    if (::inflateInit2(&stream, -MAX_WBITS) != Z_OK) return damaged("unpack");
    const struct Closer {
      z_stream* stream;
      ~Closer() { ::inflateEnd(stream); }
    } closer{&stream};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::vector<char> buffer(kPiece);
    for (int state = Z_OK; state != Z_STREAM_END;) {
      stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
      stream.avail_out = static_cast<uInt>(buffer.size());
      state = ::inflate(&stream, Z_NO_FLUSH);
      if (state != Z_OK && state != Z_STREAM_END) return damaged("unpack");
      const std::string_view piece(buffer.data(), buffer.size() - stream.avail_out);
      if (!account(piece))
        return base::failure("LST-005", {{"limit", static_cast<std::int64_t>(limits_.unpacked_bytes >> 20)}});
      if (!piece.empty() && !take(piece)) return {};
      if (piece.empty() && state == Z_OK && stream.avail_in == 0) return damaged("unpack");
    }
  }
  if (produced != member.unpacked) return damaged("unpack");
  if (crc != member.crc) return damaged("unpack");
  return {};
}

}  // namespace midspan::lists::sheet
