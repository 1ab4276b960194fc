// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.handlers.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Dictionary;
import java.util.Hashtable;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.store.ConversationStore;
import org.osgi.framework.BundleContext;
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
        register(new StoringHandler(names.textName(), MessageType.TEXT, store), false);
        register(new StoringHandler(names.imageName(), MessageType.IMAGE, store), false);
        register(new StoringHandler(names.fileName(), MessageType.FILE, store), false);
        register(new StoringHandler(names.voiceName(), MessageType.VOICE, store), false);
        register(new StoringHandler(names.videoName(), MessageType.VIDEO, store), false);
        register(new StoringHandler(names.linkName(), MessageType.LINK, store), false);
        register(new StoringHandler(names.eventName(), MessageType.EVENT, store), false);
        register(new UnknownHandler(names.unknownName(), store), true);
    }

    private void register(MessageHandler handler, boolean fallback) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(MessageHandler.FALLBACK, fallback);
        registered.push(context.registerService(MessageHandler.class, handler, properties));
    }

    @Deactivate
    void stop() {
        registered.forEach(ServiceRegistration::unregister);
    }
}
