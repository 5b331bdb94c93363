// SPDX-License-Identifier: Apache-2.0
// The zip layer, for files that may have been made to hurt.
//
// Why not a zip library: a library reads the directory leniently, and what it accepts and what we check beforehand are
// then two opinions about one file. Here there is one. It takes what spreadsheet programs write (stored or deflated
// members, zip64, data descriptors) and refuses everything that only an attacker or a broken disk writes: members that
// overlap, names that occur twice, local headers that contradict the directory, symbolic links, encryption, several
// disks. Reads the central directory only; members are inflated in pieces, counted against the limits and checked by
// CRC-32.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "lists/sheet/grid.hpp"

namespace midspan::lists::sheet {

struct Member {
  std::string name;            // with forward slashes
  std::uint64_t packed = 0;    // bytes
  std::uint64_t unpacked = 0;  // bytes, as the directory states
  std::uint64_t data = 0;      // offset of the packed bytes
  std::uint32_t crc = 0;
  bool deflated = false;
};

class Archive {
 public:
  // `bytes` must outlive the archive. Errors: LST-002..009, see docs/errors.md.
  static base::Result<Archive> open(std::string_view bytes, const Limits& limits);

  const std::vector<Member>& members() const { return members_; }
  const Member* find(std::string_view name) const;  // case-insensitive in ASCII, as spreadsheets look parts up

  // Calls take() with one piece after the other (at most 64 KB each); it answers false to stop early.
  // Errors: LST-007 (damaged: does not unpack, wrong size or checksum), LST-005 (more than the limits allow).
  base::Result<void> read(const Member& member, const std::function<bool(std::string_view)>& take);

 private:
  std::string_view bytes_;
  Limits limits_;
  std::vector<Member> members_;
  std::uint64_t unpacked_so_far_ = 0;
};

}  // namespace midspan::lists::sheet
