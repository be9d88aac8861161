// Integer arithmetic: 128 bits by calls of the runtime, signed division and overflow checks on unsigned 64-bit instructions.
#include "Legalizer.h"

namespace sbf {

namespace {

// Whether a 128-bit value is known to have no more than 64 bits.
bool fits64(Value *V) {
  if (auto *Extended = dyn_cast<ZExtInst>(V))
    return Extended->getSrcTy()->getIntegerBitWidth() <= 64;
  if (auto *Constant = dyn_cast<ConstantInt>(V))
    return Constant->getValue().getActiveBits() <= 64;
  return false;
}

} // namespace

void Legalizer::binary(BinaryOperator *I) {
  Type *T = I->getType();
  unsigned Op = I->getOpcode();
  if (T == I128)
    return binary128(I);
  if (T->isIntegerTy(256) && Op == Instruction::Mul)
    return multiply256(I);
  bool Signed = Op == Instruction::SDiv || Op == Instruction::SRem;
  if (T->isIntegerTy() && T->getIntegerBitWidth() <= 64 && Signed)
    return divideSigned(I);
  if (T->isFloatingPointTy())
    floatBinary(I);
}

void Legalizer::binary128(BinaryOperator *I) {
  Value *A = I->getOperand(0), *D = I->getOperand(1);
  switch (I->getOpcode()) {
  case Instruction::Mul:
    return fits64(A) && fits64(D) ? multiplyHalves(I) : call128(I, "sbf_mul128");
  case Instruction::UDiv:
    return call128(I, "sbf_udiv128");
  case Instruction::URem:
    return call128(I, "sbf_urem128");
  case Instruction::SDiv:
    return call128(I, "sbf_sdiv128");
  case Instruction::SRem:
    return call128(I, "sbf_srem128");
  case Instruction::Shl:
    return shift128(I, "sbf_shl128");
  case Instruction::LShr:
    return shift128(I, "sbf_lshr128");
  case Instruction::AShr:
    return shift128(I, "sbf_ashr128");
  default:
    return;
  }
}

void Legalizer::call128(Instruction *I, StringRef Name) {
  IRBuilder<> B(I);
  Value *S = slot(I->getFunction(), ArrayType::get(I64, 3));
  Value *A = I->getOperand(0), *D = I->getOperand(1);
  B.CreateCall(runtime(Name, Void, {Ptr, I64, I64, I64, I64}), {S, low(B, A), high(B, A), low(B, D), high(B, D)});
  replace(I, load128(B, S));
}

// The backend itself shifts by a constant.
void Legalizer::shift128(Instruction *I, StringRef Name) {
  Value *A = I->getOperand(0), *By = I->getOperand(1);
  if (isa<ConstantInt>(By))
    return;
  IRBuilder<> B(I);
  Value *S = slot(I->getFunction(), ArrayType::get(I64, 3));
  B.CreateCall(runtime(Name, Void, {Ptr, I64, I64, I64}), {S, low(B, A), high(B, A), low(B, By)});
  replace(I, load128(B, S));
}

// 64 x 64 -> 128
void Legalizer::multiplyHalves(Instruction *I) {
  IRBuilder<> B(I);
  Value *S = slot(I->getFunction(), ArrayType::get(I64, 3));
  Value *A = I->getOperand(0), *D = I->getOperand(1);
  B.CreateCall(runtime("sbf_mulwide", Void, {Ptr, I64, I64}), {S, low(B, A), low(B, D)});
  replace(I, load128(B, S));
}

// 128 x 128 -> 256
void Legalizer::multiply256(Instruction *I) {
  IRBuilder<> B(I);
  Type *T = I->getType();
  Value *A = B.CreateTrunc(I->getOperand(0), I128), *D = B.CreateTrunc(I->getOperand(1), I128);
  Value *S = slot(I->getFunction(), ArrayType::get(I64, 4));
  B.CreateCall(runtime("sbf_mulwide128", Void, {Ptr, I64, I64, I64, I64}), {S, low(B, A), high(B, A), low(B, D), high(B, D)});
  Value *R = ConstantInt::get(T, 0);
  for (int K = 0; K < 4; K++)
    R = B.CreateOr(R, B.CreateShl(B.CreateZExt(loadWord(B, S, K), T), 64 * K));
  replace(I, R);
}

// Up to 64 bits: the machine divides without signs.
void Legalizer::divideSigned(BinaryOperator *I) {
  IRBuilder<> B(I);
  Value *A = I->getOperand(0), *D = I->getOperand(1), *Zero = ConstantInt::get(I->getType(), 0);
  Value *NegativeA = B.CreateICmpSLT(A, Zero), *NegativeD = B.CreateICmpSLT(D, Zero);
  Value *MagnitudeA = B.CreateSelect(NegativeA, B.CreateNeg(A), A);
  Value *MagnitudeD = B.CreateSelect(NegativeD, B.CreateNeg(D), D);
  if (I->getOpcode() == Instruction::SDiv) {
    Value *Q = B.CreateUDiv(MagnitudeA, MagnitudeD);
    replace(I, B.CreateSelect(B.CreateXor(NegativeA, NegativeD), B.CreateNeg(Q), Q));
  } else {
    Value *R = B.CreateURem(MagnitudeA, MagnitudeD);
    replace(I, B.CreateSelect(NegativeA, B.CreateNeg(R), R));
  }
}

void Legalizer::multiplyWithOverflow(IntrinsicInst *I) {
  IRBuilder<> B(I);
  bool Signed = I->getIntrinsicID() == Intrinsic::smul_with_overflow;
  Type *T = I->getArgOperand(0)->getType();
  bool Narrow = T != I64 && T != I128;
  if (Narrow && T->getIntegerBitWidth() > 32)
    return;
  Value *S = slot(I->getFunction(), ArrayType::get(I64, 3));
  auto [Product, Overflow] = T == I64    ? product64(B, I, S, Signed)
                             : T == I128 ? product128(B, I, S, Signed)
                                         : productNarrow(B, I, Signed);
  Value *Pair = B.CreateInsertValue(PoisonValue::get(I->getType()), Product, 0);
  replace(I, B.CreateInsertValue(Pair, Overflow, 1));
}

// Overflow when the high half is not the extension of the low one.
std::pair<Value *, Value *> Legalizer::product64(IRBuilder<> &B, IntrinsicInst *I, Value *Slot, bool Signed) {
  Value *A = I->getArgOperand(0), *D = I->getArgOperand(1);
  B.CreateCall(runtime(Signed ? "sbf_mulwide_s" : "sbf_mulwide", Void, {Ptr, I64, I64}), {Slot, A, D});
  Value *Low = B.CreateAlignedLoad(I64, Slot, Align(8));
  Value *High = loadWord(B, Slot, 1);
  return {Low, B.CreateICmpNE(High, Signed ? B.CreateAShr(Low, 63) : B.getInt64(0))};
}

// The runtime tells the overflow of unsigned products; signed ones go through magnitudes.
std::pair<Value *, Value *> Legalizer::product128(IRBuilder<> &B, IntrinsicInst *I, Value *Slot, bool Signed) {
  Value *A = I->getArgOperand(0), *D = I->getArgOperand(1);
  FunctionCallee Multiply = runtime("sbf_umulo128", Void, {Ptr, I64, I64, I64, I64});
  if (!Signed) {
    B.CreateCall(Multiply, {Slot, low(B, A), high(B, A), low(B, D), high(B, D)});
    Value *Product = load128(B, Slot);
    return {Product, B.CreateICmpNE(loadWord(B, Slot, 2), B.getInt64(0))};
  }
  Value *Zero = ConstantInt::get(I128, 0);
  Value *NegativeA = B.CreateICmpSLT(A, Zero), *NegativeD = B.CreateICmpSLT(D, Zero);
  Value *MagnitudeA = B.CreateSelect(NegativeA, B.CreateNeg(A), A);
  Value *MagnitudeD = B.CreateSelect(NegativeD, B.CreateNeg(D), D);
  B.CreateCall(Multiply, {Slot, low(B, MagnitudeA), high(B, MagnitudeA), low(B, MagnitudeD), high(B, MagnitudeD)});
  Value *Magnitude = load128(B, Slot);
  Value *TooLarge = B.CreateICmpNE(loadWord(B, Slot, 2), B.getInt64(0));
  Value *Negative = B.CreateXor(NegativeA, NegativeD);
  Value *Product = B.CreateSelect(Negative, B.CreateNeg(Magnitude), Magnitude);
  // A product (not zero) of the wrong sign means that the magnitude did not fit.
  Value *WrongSign = B.CreateICmpNE(B.CreateICmpSLT(Product, Zero), Negative);
  Value *Wrong = B.CreateAnd(B.CreateICmpNE(Magnitude, Zero), WrongSign);
  return {Product, B.CreateOr(TooLarge, Wrong)};
}

// Up to 32 bits: the product fits a register.
std::pair<Value *, Value *> Legalizer::productNarrow(IRBuilder<> &B, IntrinsicInst *I, bool Signed) {
  Value *A = I->getArgOperand(0), *D = I->getArgOperand(1);
  auto Extend = [&](Value *V) { return Signed ? B.CreateSExt(V, I64) : B.CreateZExt(V, I64); };
  Value *X = Extend(A), *Y = Extend(D);
  Value *Wide = B.CreateMul(X, Y);
  Value *Product = B.CreateTrunc(Wide, A->getType());
  return {Product, B.CreateICmpNE(Extend(Product), Wide)};
}

} // namespace sbf
