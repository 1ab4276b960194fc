// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.handlers.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.store.ConversationStore;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Registers a handler for every type of the protocol, and the fallback last: the dispatcher waits for that one. */
@Component(immediate = true, service = {}, configurationPid = HandlersConfiguration.PID)
@Designate(ocd = HandlersConfiguration.class)
public class ShippedHandlers {
    private final BundleContext context;
    private final Deque<ServiceRegistration<MessageHandler>> registered = new ArrayDeque<>();

    @Activate
    public ShippedHandlers(BundleContext context, HandlersConfiguration names, @Reference ConversationStore store) {
        this.context = context;
        register(new StoringHandler(names.textName(), store::append), MessageHandler.TYPES, MessageType.TEXT);
        register(new StoringHandler(names.imageName(), store::append), MessageHandler.TYPES, MessageType.IMAGE);
        register(new StoringHandler(names.fileName(), store::append), MessageHandler.TYPES, MessageType.FILE);
        register(new StoringHandler(names.voiceName(), store::append), MessageHandler.TYPES, MessageType.VOICE);
        register(new StoringHandler(names.videoName(), store::append), MessageHandler.TYPES, MessageType.VIDEO);
        register(new StoringHandler(names.linkName(), store::append), MessageHandler.TYPES, MessageType.LINK);
        register(new StoringHandler(names.eventName(), event -> RevisionEvent.store(event, store)),
                MessageHandler.TYPES, MessageType.EVENT);
        // What nobody understands is kept, so that the agent sees it and a later bundle can take it up.
        register(new StoringHandler(names.unknownName(), store::appendUnknown), MessageHandler.FALLBACK, true);
    }

    private void register(MessageHandler handler, String property, Object value) {
        registered.push(context.registerService(MessageHandler.class, handler,
                FrameworkUtil.asDictionary(Map.of(property, value))));
    }

    @Deactivate
    void stop() {
        registered.forEach(ServiceRegistration::unregister);
    }
}
