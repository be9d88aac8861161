// Memory intrinsics: short ones of known length become loads and stores, the others system calls.
#include "Legalizer.h"

namespace sbf {

// Up to this length instructions are cheaper than a system call.
constexpr uint64_t LongestFill = 64;
constexpr uint64_t LongestCopy = 48;
constexpr uint64_t Unknown = ~0ull;
constexpr uint64_t Widths[] = {8, 4, 2, 1};

void Legalizer::memory(MemIntrinsic *I) {
  auto *Constant = dyn_cast<ConstantInt>(I->getLength());
  uint64_t Length = Constant ? Constant->getZExtValue() : Unknown;
  if (Length != 0) {
    if (auto *Fill = dyn_cast<MemSetInst>(I))
      fill(Fill, Length);
    else
      copy(cast<MemTransferInst>(I), Length);
  }
  I->eraseFromParent();
}

void Legalizer::fill(MemSetInst *I, uint64_t Length) {
  IRBuilder<> B(I);
  if (Length > LongestFill) {
    Value *Size = B.CreateZExtOrTrunc(I->getLength(), I64);
    B.CreateCall(runtime("sol_memset_", Void, {Ptr, I8, I64}), {I->getDest(), I->getValue(), Size});
    return;
  }
  Value *Word = B.CreateMul(B.CreateZExt(I->getValue(), I64), B.getInt64(0x0101010101010101ull));
  uint64_t Offset = 0;
  for (uint64_t Width : Widths)
    for (; Offset + Width <= Length; Offset += Width) {
      Value *Part = B.CreateTrunc(Word, IntegerType::get(C, Width * 8));
      Value *Place = B.CreateConstGEP1_64(I8, I->getDest(), Offset);
      B.CreateAlignedStore(Part, Place, Align(1), I->isVolatile());
    }
}

// All loads come before all stores, so that overlapping areas are copied right.
void Legalizer::copy(MemTransferInst *I, uint64_t Length) {
  IRBuilder<> B(I);
  if (Length > LongestCopy) {
    Value *Size = B.CreateZExtOrTrunc(I->getLength(), I64);
    B.CreateCall(runtime("sol_memmove_", Void, {Ptr, Ptr, I64}), {I->getDest(), I->getSource(), Size});
    return;
  }
  SmallVector<std::pair<Value *, uint64_t>> Loaded;
  uint64_t Offset = 0;
  for (uint64_t Width : Widths)
    for (; Offset + Width <= Length; Offset += Width) {
      Value *Place = B.CreateConstGEP1_64(I8, I->getSource(), Offset);
      Value *Part = B.CreateAlignedLoad(IntegerType::get(C, Width * 8), Place, Align(1), I->isVolatile());
      Loaded.push_back({Part, Offset});
    }
  for (auto &[Part, At] : Loaded)
    B.CreateAlignedStore(Part, B.CreateConstGEP1_64(I8, I->getDest(), At), Align(1), I->isVolatile());
}

} // namespace sbf
