// Rewrites what LLVM's BPF backend cannot lower into forms that it can.
//
// The backend was made for small programs of the Linux kernel. It refuses
//   - calls with more than five arguments in registers, and results wider than one register (calls.cpp);
//   - memory intrinsics of unknown or great length (memory.cpp);
//   - 128-bit multiplication, division and shifts by a variable, signed division, overflow checks of products (integers.cpp);
//   - floating point (floats.cpp).
// Each becomes plain 64-bit instructions, or a call of the runtime in ../runtime. A wide operand is passed as its low and high half; a wide
// result comes back through a slot on the caller's stack.
//
// No pass that forms such constructs again (argument promotion, instcombine) may run afterwards.
#pragma once

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include <map>
#include <string>
#include <utility>

namespace sbf {

using namespace llvm;

class Legalizer {
public:
  explicit Legalizer(Module &M);

  // Rewrites the whole module.
  void run();

private:
  // How a function type becomes legal.
  struct Signature {
    FunctionType *Type = nullptr;  // the legal type; null when the original is legal
    bool ResultInMemory = false;   // the first argument points to the result's place
    unsigned InRegisters = 0;      // number of original arguments that stay arguments
    StructType *Spilled = nullptr; // the others, in memory behind the last argument
  };

  Module &M;
  LLVMContext &C;
  const DataLayout &DL;
  Type *I8, *I32, *I64, *I128, *Ptr, *Void;
  std::map<std::pair<Function *, Type *>, AllocaInst *> Slots;
  std::map<FunctionType *, Signature> Signatures;

  // Shared: Legalizer.cpp.
  AllocaInst *slot(Function *F, Type *T);
  FunctionCallee runtime(StringRef Name, Type *Result, ArrayRef<Type *> Arguments);
  Value *low(IRBuilder<> &B, Value *V);
  Value *high(IRBuilder<> &B, Value *V);
  Value *join(IRBuilder<> &B, Value *Low, Value *High);
  Value *loadWord(IRBuilder<> &B, Value *P, unsigned Index);
  Value *load128(IRBuilder<> &B, Value *P);
  void replace(Instruction *I, Value *V);
  void instructions(Function &F);
  void intrinsic(IntrinsicInst *I);
  void giveEmptyConstantsASize();
  void dropStructReturnAttributes();

  // memory.cpp
  void memory(MemIntrinsic *I);
  void fill(MemSetInst *I, uint64_t Length);
  void copy(MemTransferInst *I, uint64_t Length);

  // integers.cpp
  void binary(BinaryOperator *I);
  void binary128(BinaryOperator *I);
  void call128(Instruction *I, StringRef Name);
  void shift128(Instruction *I, StringRef Name);
  void multiplyHalves(Instruction *I);
  void multiply256(Instruction *I);
  void divideSigned(BinaryOperator *I);
  void multiplyWithOverflow(IntrinsicInst *I);
  std::pair<Value *, Value *> product64(IRBuilder<> &B, IntrinsicInst *I, Value *Slot, bool Signed);
  std::pair<Value *, Value *> product128(IRBuilder<> &B, IntrinsicInst *I, Value *Slot, bool Signed);
  std::pair<Value *, Value *> productNarrow(IRBuilder<> &B, IntrinsicInst *I, bool Signed);

  // floats.cpp
  void floatBinary(BinaryOperator *I);
  void floatCompare(FCmpInst *I);
  void floatCast(CastInst *I);
  void floatSaturatingCast(IntrinsicInst *I);
  void floatRounding(IntrinsicInst *I, StringRef Name);

  // calls.cpp
  unsigned registers(Type *T);
  bool isLegalResult(Type *T);
  const Signature &signature(FunctionType *T);
  void call(CallInst *I);
  void definition(Function *F);
  void storeParts(IRBuilder<> &B, Value *V, Value *P);
  Value *loadParts(IRBuilder<> &B, Type *T, Value *P);
};

} // namespace sbf
