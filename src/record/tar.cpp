// SPDX-License-Identifier: Apache-2.0
#include "record/tar.hpp"

#include <algorithm>
#include <charconv>

namespace midspan::record {

namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kSizeAt = 124;
constexpr std::size_t kChecksumAt = 148;

void put(std::string& block, std::size_t at, std::string_view text) { block.replace(at, text.size(), text); }

std::string octal(std::uint64_t value, std::size_t width) {
  std::string digits(width, '0');
  for (std::size_t at = width; value != 0 && at-- > 0; value /= 8) digits[at] = static_cast<char>('0' + value % 8);
  return digits;
}

std::string header(std::string_view name, std::size_t size) {
  std::string block(kBlock, '\0');
  put(block, 0, name);
  put(block, 100, "0000644");
  put(block, 108, "0000000");
  put(block, 116, "0000000");
  put(block, kSizeAt, octal(size, 11));
  put(block, 136, "00000000000");
  put(block, kChecksumAt, "        ");
  put(block, 156, "0");
  put(block, 257, std::string_view("ustar\00000", 8));
  unsigned sum = 0;
  for (const char c : block) sum += static_cast<unsigned char>(c);
  put(block, kChecksumAt, octal(sum, 6) + std::string("\0 ", 2));
  return block;
}

std::size_t to_blocks(std::size_t size) { return (size + kBlock - 1) / kBlock * kBlock; }

}  // namespace

void append_tar_member(std::string& out, std::string_view name, std::string_view contents) {
  out.append(header(name, contents.size())).append(contents);
  out.append(to_blocks(contents.size()) - contents.size(), '\0');
}

void append_tar_end(std::string& out) { out.append(2 * kBlock, '\0'); }

std::optional<TarMember> TarReader::wrong(std::size_t offset, const char* reason) {
  offset_ = offset;
  problem_ = reason;
  return std::nullopt;
}

std::optional<TarMember> TarReader::next() {
  if (problem_ != nullptr) return std::nullopt;
  offset_ = at_;
  if (bytes_.starts_with("\x1F\x8B")) return wrong(0, "it is packed with gzip; unpack it first");
  if (bytes_.starts_with("PK\x03\x04")) return wrong(0, "it is a zip file; unpack it, and give the folder");
  if (bytes_.size() - at_ < 2 * kBlock) return wrong(at_, "ends too early");
  const std::string_view block = bytes_.substr(at_, kBlock);
  if (block[0] == '\0') {  // the end: two empty blocks and nothing after
    const std::size_t stray = bytes_.find_first_not_of('\0', at_);
    if (stray != std::string_view::npos) return wrong(stray, "a byte after the end");
    if (bytes_.size() != at_ + 2 * kBlock) return wrong(at_, "longer than it should be");
    return std::nullopt;
  }
  TarMember member;
  member.name = block.substr(0, std::min(block.find('\0'), std::size_t{100}));
  std::uint64_t size = 0;
  const char* const digits = block.data() + kSizeAt;
  const auto [end, error] = std::from_chars(digits, digits + 11, size, 8);
  if (error != std::errc{} || end != digits + 11) return wrong(at_ + kSizeAt, "the size of a file is not a number");
  const std::string expected = header(member.name.substr(0, 99), size);
  const auto differs = std::mismatch(block.begin(), block.end(), expected.begin());
  if (differs.first != block.end() && at_ == 0 && block.substr(257, 5) == "ustar")
    return wrong(0, "another program packed it; unpack it, and give the folder");
  if (differs.first != block.end())
    return wrong(at_ + static_cast<std::size_t>(differs.first - block.begin()), "a header that is not as it should be");
  if (size > bytes_.size() - at_ - kBlock || to_blocks(size) > bytes_.size() - at_ - kBlock)
    return wrong(at_, "a file ends too early");
  member.contents = bytes_.substr(at_ + kBlock, size);
  const std::size_t next = at_ + kBlock + to_blocks(size);
  for (std::size_t pad = at_ + kBlock + size; pad < next; ++pad)
    if (bytes_[pad] != '\0') return wrong(pad, "a byte after the end of a file");
  at_ = next;
  return member;
}

}  // namespace midspan::record
