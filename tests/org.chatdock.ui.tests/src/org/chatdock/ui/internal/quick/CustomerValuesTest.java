// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.SignIn;
import org.chatdock.api.customer.Customer;
import org.chatdock.api.customer.CustomerFields;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.QuickReply;
import org.chatdock.testkit.RecordingLogger;
import org.chatdock.ui.internal.model.CustomerKeeper;
import org.chatdock.ui.internal.model.CustomerNames;
import org.chatdock.ui.internal.model.Language;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerValuesTest {
    private static final ConversationId ANN = new ConversationId("ann");

    private final RecordingLogger log = new RecordingLogger();
    private final QuickReplyServices services = new QuickReplyServices();
    private final CustomerNames names = new CustomerNames(new CustomerKeeper((millis, task) -> {
        // Nothing is kept here.
    }, log.logger()), log.logger());
    private final CustomerValues values = new CustomerValues(services, names, log.logger());

    @BeforeEach
    void inEnglish() {
        Language.use(Language.ENGLISH);
    }

    @AfterEach
    void noErrors() {
        log.assertNoErrors();
    }

    private String filled(String template, ConversationId conversation) {
        return values.fill(Replies.own("a", "", template), conversation).get(0).text().text();
    }

    @Test
    void theDirectoryAndTheSignInAreKnown() {
        names.setDirectory(conversation -> Optional.of(new Customer("Ann Lee", "Rome")));
        services.setSignIn(signIn(CompletableFuture.completedStage(new Credentials("corp", "li", "token"))));
        services.askAgent();
        assertEquals("Ann Lee of Rome (ann)", filled("{customer.name} of {customer.detail} ({customer.id})", ANN));
        assertEquals("li of corp {agent.token}", filled("{agent.id} of {agent.company} {agent.token}", ANN));
    }

    private static SignIn signIn(CompletionStage<Credentials> answer) {
        return new SignIn() {
            @Override
            public CompletionStage<Credentials> credentials() {
                return answer;
            }

            @Override
            public CompletionStage<Credentials> renew(Credentials refused) {
                throw new AssertionError("Nobody was refused.");
            }
        };
    }

    @Test
    void whoeverLeavesIsNotWrittenAnyMore() {
        CompletableFuture<Credentials> late = new CompletableFuture<>();
        SignIn first = signIn(late);
        services.setSignIn(first);
        services.askAgent();
        services.unsetSignIn(first);
        late.complete(new Credentials("corp", "li", "token"));
        assertEquals("{agent.id}", filled("{agent.id}", ANN));
    }

    @Test
    void anIdIsNoName() {
        assertEquals("Dear {customer.name} {customer.detail}", filled("Dear {customer.name} {customer.detail}", ANN));
        assertEquals("{customer.name}", filled("{customer.name}", new ConversationId("")));
    }

    @Test
    void theCrmKnowsBetterAndTheHighestRankingBest() {
        names.setDirectory(conversation -> Optional.of(new Customer("Ann Lee", "Rome")));
        CustomerFields low = conversation -> Map.of("customer.name", "Low", "order", "17", "city", "Paris");
        services.put(low, Replies.origin(1, 1));
        services.put((CustomerFields) conversation -> Map.of("customer.name", "Ms Lee", "order", " "),
                Replies.origin(5, 2));
        assertEquals("Ms Lee 17 Paris Rome", filled("{customer.name} {order} {city} {customer.detail}", ANN));
        services.removeFields(low);
        assertEquals("{order}", filled("{order}", ANN));
    }

    @Test
    void aServiceThatFailsCountsAsEmpty() {
        services.put((CustomerFields) conversation -> {
            throw new NoClassDefFoundError("secret");
        }, Replies.origin(9, 1));
        services.put((CustomerFields) conversation -> null, Replies.origin(8, 2));
        Map<String, String> withNull = new HashMap<>();
        withNull.put("x", null);
        services.put((CustomerFields) conversation -> withNull, Replies.origin(7, 3));
        services.put((CustomerFields) conversation -> Map.of("order", "17"), Replies.origin(0, 4));
        assertEquals("17", filled("{order}", ANN));
        assertEquals(3, log.takeErrors().size());
        log.assertNowhere("secret");
    }

    @Test
    void allPartsAreFilledInOrder() {
        services.put((CustomerFields) conversation -> Map.of("order", "17"), Replies.origin(0, 1));
        List<FilledPart> parts = values.fill(new QuickReply("a", "",
                List.of(Replies.part("No. {order}"), Replies.picture("http://x/y.png"), Replies.part("{city}")), false),
                ANN);
        assertEquals(List.of("No. 17", "", "{city}"), parts.stream().map(part -> part.text().text()).toList());
        assertEquals("http://x/y.png", parts.get(1).attachment().pictureUrl());
        assertEquals(List.of(true, true, false), parts.stream().map(part -> part.text().isComplete()).toList());
    }
}
