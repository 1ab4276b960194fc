// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.ui.api.OutgoingFilter.Verdict;
import org.chatdock.ui.internal.guard.Find.Kind;
import org.chatdock.ui.internal.model.Language;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataGuardTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private final DataGuard guard = guard(true, true, true);

    @BeforeEach
    void inEnglish() {
        Language.use(Language.ENGLISH);
    }

    private static DataGuard guard(boolean identityCards, boolean bankCards, boolean passwords) {
        return new DataGuard(new GuardConfiguration() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return GuardConfiguration.class;
            }

            @Override
            public boolean identityCards() {
                return identityCards;
            }

            @Override
            public boolean bankCards() {
                return bankCards;
            }

            @Override
            public boolean passwords() {
                return passwords;
            }
        }, CLOCK);
    }

    private void finds(Kind kind, String... texts) {
        for (String text : texts) {
            assertEquals(List.of(kind), guard.find(text).stream().map(Find::kind).toList(), text);
        }
    }

    private void findsNothing(String... texts) {
        for (String text : texts) {
            assertEquals(List.of(), guard.find(text), text);
        }
    }

    @Test
    void identityCardNumbersAreFound() {
        finds(Kind.IDENTITY_CARD, "510105199003071233", "11010519491231002X", "11010519491231002x",
                "身份证号：32052619871227757X。", "510105 19900307 1233", "5101 0519 9003 0712 33",
                "320526-19871227-757X", "320526 19871227 757 X", "５１０１０５１９９００３０７１２３３", "11010519491231002Ｘ",
                "931840198801010015", "810000199505050014", "ID440306200106150895", "1. 440306200106150895",
                "数量 2 440306200106150895 完", "440306200106150895, 2 pieces", "440306200106150895.");
    }

    @Test
    void otherNumbersAreNoIdentityCards() {
        findsNothing("510105199003071234", // the checksum
                "11010519491231002Y", "11010519491231002", "110105194912310021", // X becomes 1
                "990105199003071233", // no such province
                "510105199013071230", "510105199002301230", // no such day
                "510105209003071230", // not born yet
                "5101051990030712331", "1510105199003071233", // longer
                "32052619871227757Xyz", "0.510105199003071233", "510105900307123");
    }

    @Test
    void bankCardNumbersAreFound() {
        finds(Kind.BANK_CARD, "6212261234567890128", "6212 2612 3456 7890 128", "6212-2612-3456-7890-128",
                "621226 1234567890128", "６２１２２６１２３４５６７８９０１２８", "6 2 1 2 2 6 1 2 3 4 5 6 7 8 9 0 1 2 8",
                "621700123000123451", "6222020200112233446", "4111111111111111", "4111 1111 1111 1111",
                "5555555555554444", "3782 822463 10005", "378282246310005", "3530111333300000", "6011000990139424",
                "4367421234567890129", "9558801234567890128", "40551212345678908", "2223 0031 2200 3222",
                "8100123456789017", "卡号6212261234567890128户名张三", "money to 6212261234567890128, please",
                "第 1 张 6212 2612 3456 7890 128 建行", "1 6212 2612 3456 7890 128", "银行卡 4222222222222",
                "my credit card: 4222 2222 22222", "银行卡3056 930902 5904");
    }

    @Test
    void ordersPhonesAndParcelsAreNoBankCards() {
        // All but a few of these have the right checksum, by chance.
        findsNothing("6212261234567890129", // the checksum
                "123456789012345671", "2601123456789012340", "4012345678901234565", "3023456789012345670",
                "691234567890123450", "99202601010006", "202601011234567891", // orders
                "2026010112345678", "2412310123456783", "1700000000004", // times
                "4330123456789", "753123456789014", "SF6212261234567890128", "YT6212261234567890128",
                "6212261234567890128CN", // parcels
                "13800138000", "+86 138 0013 8000", "8613812345678", "+8613812345678", "400-820-8820",
                "010-62123456 13812345678", "13812345678 13912345678", // phones
                "62122612345678901281", "3.6212261234567890128", "6212261234567890128.50", "0000 0000 0000 0000",
                "https://shop.example/6212261234567890128", "2026-11-23 2026-11-24", "112-1234567-1234567");
    }

    @Test
    void anIdentityCardIsNotCalledABankCard() {
        finds(Kind.IDENTITY_CARD, "620102199001100009"); // has the other checksum, too
        assertEquals(List.of(), guard(false, true, true).find("620102199001100009"));
    }

    @Test
    void passwordsAreFound() {
        finds(Kind.PASSWORD, "密码：hunter2", "密码:abcd", "密码=123456", "密码是Abc123", "密码为123456，请查收", "密码123456",
                "密码 Abc12345", "您的登录密码已重置为 Abc@2026", "初始密码（默认）：abcd1234", "新密码：\nabc123", "口令：open5esame",
                "password: hunter", "Password:hunter2", "PASSWORD = \"s3cr3t\"", "{\"password\":\"abcd\",\"x\":1}",
                "your password is hunter2", "The password is Hunter2!", "passwd=abc123", "db_pwd=x1y2z3",
                "passcode: 9981", "wifi密码12345678，欢迎", "账号 a 密码 p4ssw0rd", "password is correctHorse");
        finds(Kind.CODE, "验证码：482913", "您的验证码是 4829", "验证码482913，5分钟内有效");
        finds(Kind.TOKEN, "Authorization: Bearer abcdefghij1234567890", "bearer eyJhbGciOi.eyJzdWIi.c2ln1234");
        finds(Kind.PRIVATE_KEY, "-----BEGIN PRIVATE KEY-----\nMIIE", "-----BEGIN RSA PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----");
    }

    @Test
    void talkOfPasswordsIsNone() {
        findsNothing("请问密码是多少？", "忘记密码", "密码：", "密码错误次数为5次", "密码：******", "密码长度为6-20位", "密码是6-20位", "密码为1000次",
                "密码：{password}", "密码：https://pay.example/reset2", "密码是什么", "密码重置成功", "淘口令：abc123def", "口令红包：恭喜发财",
                "Your password is wrong", "password is required", "Password: required", "Password: please reset it",
                "password reset link", "The password is case-sensitive.", "passwords are stored safely",
                "password: see the mail", "password isn't abc123", "password is 8-20 characters", "pwd", "password=",
                "验证码是多少", "验证码：1234567890", "验证码6位", "bearer of good news", "Bearer abcdefghijklmnopqrst",
                "-----BEGIN CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----", "");
    }

    @Test
    void theWarningNamesTheKindAndNoMoreThanTheTail() {
        String words = warning("证 510105199003071233 卡 6212 2612 3456 7890 128 密码：hunter2 验证码 482913");
        assertEquals("The text seems to contain an identity card number (•••1233), a bank card number (•••0128), "
                + "a password (•••r2), a verification code (•••13). "
                + "Send it only if this customer is meant to have it.", words);
        assertEquals("The text seems to contain a private key. Send it only if this customer is meant to have it.",
                warning("-----BEGIN PRIVATE KEY-----"));
        try (Language chinese = new Language(Language.CHINESE)) {
            assertEquals("这段文字似乎包含银行卡号（•••0128）、密码（•••r2）。请确认可以让这位客户知道后再发送。",
                    warning("6212261234567890128 密码：hunter2"));
        }
    }

    @Test
    void manyFindsAreCounted() {
        String words = warning("密码：aaa01 密码：aaa02 密码：aaa03 密码：aaa04 密码：aaa05 密码：aaa06 密码：aaa06");
        assertTrue(words.contains("(•••04), 2 more."), words);
        assertFalse(words.contains("05"), words);
    }

    private String warning(String text) {
        return assertInstanceOf(Verdict.Warn.class, guard.inspect(Outgoing.text(new ConversationId("ann"), text)))
                .reason();
    }

    @Test
    void whatIsSwitchedOffIsNotLookedFor() {
        String all = "510105199003071233 / 6212261234567890128 / 密码：hunter2";
        assertEquals(List.of(Kind.BANK_CARD, Kind.PASSWORD), kinds(guard(false, true, true), all));
        assertEquals(List.of(Kind.IDENTITY_CARD, Kind.PASSWORD), kinds(guard(true, false, true), all));
        assertEquals(List.of(Kind.IDENTITY_CARD, Kind.BANK_CARD), kinds(guard(true, true, false), all));
        assertInstanceOf(Verdict.Pass.class,
                guard(false, false, false).inspect(Outgoing.text(new ConversationId("ann"), all)));
    }

    private static List<Kind> kinds(DataGuard guard, String text) {
        return guard.find(text).stream().map(Find::kind).toList();
    }

    /** Quadratic time would be hours; the limit is only there so that such a change does not block the build. */
    @Test
    void aMegabyteOfHostileTextTakesNoMoreThanItsLength() {
        for (String piece : List.of("1", "6", "1 ", "6-", "62 ", "6222 ", "11010519491231002", "11010519491231002X",
                "510105 ", "密码", "密码：", "password=", "password is ", "passwordpwd", "Bearer ", "bearer a1", "-----BEGIN ",
                "密码密码：a1", "验证码", "-", " ", "密码：aaaaaaaaaa", "１ ")) {
            String hostile = piece.repeat((1 << 20) / piece.length());
            assertTimeoutPreemptively(Duration.ofSeconds(60), () -> guard.find(hostile), piece);
        }
    }
}
